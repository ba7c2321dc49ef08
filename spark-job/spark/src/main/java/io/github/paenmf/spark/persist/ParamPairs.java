package io.github.paenmf.spark.persist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import scala.collection.Iterator;

/** The params of a stage as Java collections, in a way that all Scala versions have. */
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

  /**
   * The values of all params of a stage by name, defaults included, as JSON has them: whole numbers
   * as Long.
   */
  public static Map<String, Object> values(Params stage) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParamPair<?> pair : of(stage.extractParamMap())) {
      Object value = pair.value();
      values.put(pair.param().name(), value instanceof Integer whole ? Long.valueOf(whole) : value);
    }
    return values;
  }
}
