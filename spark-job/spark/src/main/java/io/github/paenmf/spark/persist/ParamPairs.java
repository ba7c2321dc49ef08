package io.github.paenmf.spark.persist;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import scala.collection.Iterator;

/** The pairs of a param map as a Java list, in a way that all Scala versions have. */
public final class ParamPairs {

  private ParamPairs() {}

  /** The pairs, in the map's order. */
  public static List<ParamPair<?>> of(ParamMap map) {
    List<ParamPair<?>> pairs = new ArrayList<>();
    for (Iterator<ParamPair<?>> all = map.toSeq().iterator(); all.hasNext(); ) {
      pairs.add(all.next());
    }
    return pairs;
  }
}
