package io.github.paenmf.spark.prepare;

import io.github.paenmf.core.prepare.RowValues;
import io.github.paenmf.spark.data.OrderedSums;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each feature adds up to over all data points: the one pass that scaling and feature choice
 * are fitted on. Sums run in row order within a partition and partitions are added in their order,
 * so the same partitions give the same bits.
 */
final class FeatureTotals implements Serializable {

  private static final long serialVersionUID = 1L;

  private long points;
  private double[] sum = new double[0];
  private double[] sumOfSquares = new double[0];
  private double[] max = new double[0];
  private long[] occurrences = new long[0];
  private long[] missing = new long[0];

  /** One pass over the vector column. */
  static FeatureTotals of(Dataset<?> dataset, String column) {
    JavaRDD<Row> rows = dataset.select(column).toDF().javaRDD();
    JavaRDD<FeatureTotals> partials =
        rows.mapPartitions(
            iterator -> {
              FeatureTotals totals = new FeatureTotals();
              while (iterator.hasNext()) {
                totals.add(VectorRows.of(iterator.next().<Vector>getAs(0)));
              }
              return List.of(totals).iterator();
            });
    return OrderedSums.of(partials, FeatureTotals::add);
  }

  private void grow(int size) {
    if (sum.length == 0) {
      sum = new double[size];
      sumOfSquares = new double[size];
      max = new double[size];
      occurrences = new long[size];
      missing = new long[size];
    } else if (sum.length != size) {
      throw new IllegalArgumentException(
          "a vector of length " + size + " among vectors of length " + sum.length);
    }
  }

  private void add(RowValues row) {
    grow(row.size());
    points++;
    for (int i = 0; i < row.values().length; i++) {
      double v = row.values()[i];
      int j = row.feature(i);
      if (Double.isNaN(v)) {
        missing[j]++;
      } else if (v != 0) {
        sum[j] += v;
        sumOfSquares[j] += v * v;
        max[j] = Math.max(max[j], v);
        occurrences[j]++;
      }
    }
  }

  private FeatureTotals add(FeatureTotals other) {
    if (other.points == 0) {
      return this;
    }
    grow(other.sum.length);
    points += other.points;
    for (int j = 0; j < sum.length; j++) {
      sum[j] += other.sum[j];
      sumOfSquares[j] += other.sumOfSquares[j];
      max[j] = Math.max(max[j], other.max[j]);
      occurrences[j] += other.occurrences[j];
      missing[j] += other.missing[j];
    }
    return this;
  }

  int features() {
    return sum.length;
  }

  double max(int j) {
    return max[j];
  }

  /** Mean over the points that have a value, zeros included; 0 when none has. */
  double mean(int j) {
    return points == missing[j] ? 0 : sum[j] / (points - missing[j]);
  }

  /** Population variance over the points that have a value. */
  double variance(int j) {
    double mean = mean(j);
    return points == missing[j]
        ? 0
        : Math.max(0, sumOfSquares[j] / (points - missing[j]) - mean * mean);
  }

  /** Number of points with a value above 0. */
  long occurrences(int j) {
    return occurrences[j];
  }

  /** Number of points without a value. */
  long missing(int j) {
    return missing[j];
  }

  /** The largest value of the table. */
  double tableMax() {
    double all = 0;
    for (double m : max) {
      all = Math.max(all, m);
    }
    return all;
  }

  /** The mean of the table's values, zeros included. */
  double tableMean() {
    double total = 0;
    long present = 0;
    for (int j = 0; j < sum.length; j++) {
      total += sum[j];
      present += points - missing[j];
    }
    return present == 0 ? 0 : total / present;
  }
}
