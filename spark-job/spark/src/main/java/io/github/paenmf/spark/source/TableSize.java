package io.github.paenmf.spark.source;

import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.spark.data.InvalidRowException;
import io.github.paenmf.spark.data.SizedPoint;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;

/**
 * Exact counts of a table, the same in whatever order its rows come.
 *
 * @param rows n
 * @param features m
 * @param nonZeros entries that are not 0
 * @param exogenous e, number of extra inputs, 0 for none
 * @param fingerprint sum of the rows' content hashes: changes with any value, not with the order
 */
public record TableSize(long rows, int features, long nonZeros, int exogenous, long fingerprint)
    implements Serializable {

  /**
   * Counts.
   *
   * @throws IllegalArgumentException when the table is empty or its rows differ in length
   */
  static TableSize of(JavaRDD<SizedPoint> points) {
    List<Share> shares = points.mapPartitions(TableSize::count).collect();
    long rows = 0;
    long nonZeros = 0;
    long fingerprint = 0;
    Map<Integer, Long> lengths = new TreeMap<>();
    TreeSet<Integer> inputs = new TreeSet<>();
    for (Share share : shares) {
      rows += share.rows;
      nonZeros += share.nonZeros;
      fingerprint += share.fingerprint;
      inputs.addAll(share.inputs);
      share.lengths.forEach((length, count) -> lengths.merge(length, count, Long::sum));
    }
    if (rows == 0) {
      throw new InvalidRowException("the table has no rows, expected at least one");
    }
    if (lengths.size() > 1) {
      throw new InvalidRowException(
          "rows differ in their number of features (features: rows): "
              + lengths
              + ", expected one length");
    }
    int features = lengths.keySet().iterator().next();
    if (features == 0) {
      throw new InvalidRowException("rows have no features, expected at least one");
    }
    if (inputs.size() > 1) {
      throw new InvalidRowException(
          "rows differ in their number of extra inputs: " + inputs + ", expected one number");
    }
    return new TableSize(rows, features, nonZeros, inputs.first(), fingerprint);
  }

  private static Iterator<Share> count(Iterator<SizedPoint> points) {
    Share share = new Share();
    while (points.hasNext()) {
      SizedPoint sized = points.next();
      DataPoint point = sized.point();
      share.rows++;
      share.nonZeros += point.nonZeros();
      share.fingerprint += point.key() * 31 + Float.floatToIntBits(point.weight());
      float[] exogenous = point.exogenous();
      share.inputs.add(exogenous == null ? 0 : exogenous.length);
      if (exogenous != null) {
        share.fingerprint += point.key() ^ (Arrays.hashCode(exogenous) * 0x9E3779B97F4A7C15L);
      }
      share.lengths.merge(sized.features(), 1L, Long::sum);
    }
    List<Share> one = new ArrayList<>(1);
    one.add(share);
    return one.iterator();
  }

  /** Counts of one partition. */
  private static final class Share implements Serializable {
    private static final long serialVersionUID = 1L;
    private long rows;
    private long nonZeros;
    private long fingerprint;
    private final TreeMap<Integer, Long> lengths = new TreeMap<>();
    private final TreeSet<Integer> inputs = new TreeSet<>();
  }
}
