package io.github.paenmf.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Weighted sums over rows x and their reconstructions r, in double precision. */
final class ReconstructionSums implements Serializable {

  private static final long serialVersionUID = 1L;

  private double weight;
  private double squaredError;
  private double squaredNorm;
  private double[] sums = new double[0];

  /** Of columns x (vector), r (vector) and weight (double). */
  static ReconstructionSums of(Dataset<Row> rows) {
    List<ReconstructionSums> shares =
        rows.javaRDD().mapPartitions(share -> List.of(ofShare(share)).iterator()).collect();
    ReconstructionSums total = new ReconstructionSums();
    shares.forEach(total::add);
    return total;
  }

  private static ReconstructionSums ofShare(Iterator<Row> rows) {
    ReconstructionSums share = new ReconstructionSums();
    while (rows.hasNext()) {
      Row row = rows.next();
      share.add(row.<Vector>getAs(0), row.<Vector>getAs(1), row.getDouble(2));
    }
    return share;
  }

  private void add(Vector x, Vector r, double w) {
    if (x.size() != r.size()) {
      throw new IllegalArgumentException(
          "a row has %d values and a reconstruction of %d".formatted(x.size(), r.size()));
    }
    weight += w;
    grow(x.size());
    double[] values = x.toArray();
    double[] rebuilt = r.toArray();
    for (int t = 0; t < values.length; t++) {
      double value = values[t];
      double error = value - rebuilt[t];
      squaredError += w * error * error;
      squaredNorm += w * value * value;
      sums[t] += w * value;
    }
  }

  private void add(ReconstructionSums other) {
    weight += other.weight;
    squaredError += other.squaredError;
    squaredNorm += other.squaredNorm;
    grow(other.sums.length);
    for (int t = 0; t < other.sums.length; t++) {
      sums[t] += other.sums[t];
    }
  }

  private void grow(int size) {
    if (sums.length < size) {
      sums = Arrays.copyOf(sums, size);
    }
  }

  double weight() {
    return weight;
  }

  double relativeError() {
    return squaredNorm > 0 ? Math.sqrt(squaredError / squaredNorm) : 0;
  }

  /** 1 - squared error over squared distance from the mean; 0 for rows that are all equal. */
  double explainedVariance() {
    double variance = squaredNorm;
    for (double sum : sums) {
      variance -= sum * sum / weight;
    }
    return variance > 0 ? 1 - squaredError / variance : 0;
  }
}
