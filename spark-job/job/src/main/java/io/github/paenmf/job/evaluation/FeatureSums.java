package io.github.paenmf.job.evaluation;

import java.io.Serializable;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * What rows x and their coefficients h add up to for errors by feature: sums of x and x^2, X'H and
 * H'H. With them the squared error of feature j is sum x_j^2 - 2 w_j (X'H)_j + w_j' (H'H) w_j, so
 * no residual is ever formed and a sparse row costs its non-zeros times r.
 */
final class FeatureSums implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int rank;
  private long points;
  private final double[] sums;
  private final double[] squares;
  private final double[] products;
  private final double[] gram;

  FeatureSums(int features, int rank) {
    this.rank = rank;
    this.sums = new double[features];
    this.squares = new double[features];
    this.products = new double[features * rank];
    this.gram = new double[rank * rank];
  }

  /** One more row of m values with its r coefficients. */
  void add(Vector row, double[] h) {
    points++;
    if (row instanceof SparseVector sparse) {
      for (int i = 0; i < sparse.values().length; i++) {
        add(sparse.indices()[i], sparse.values()[i], h);
      }
    } else {
      double[] values = row.toArray();
      for (int j = 0; j < values.length; j++) {
        add(j, values[j], h);
      }
    }
    for (int k = 0; k < rank; k++) {
      for (int l = 0; l < rank; l++) {
        gram[k * rank + l] += h[k] * h[l];
      }
    }
  }

  private void add(int feature, double wide, double[] h) {
    // The model reads single precision.
    double v = (float) wide;
    if (v == 0) {
      return;
    }
    sums[feature] += v;
    squares[feature] += v * v;
    int at = feature * rank;
    for (int k = 0; k < rank; k++) {
      products[at + k] += v * h[k];
    }
  }

  /** Adds the sums of other rows to these. */
  FeatureSums add(FeatureSums other) {
    points += other.points;
    addAll(sums, other.sums);
    addAll(squares, other.squares);
    addAll(products, other.products);
    addAll(gram, other.gram);
    return this;
  }

  private static void addAll(double[] to, double[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /** Mean of a feature over all rows. */
  double mean(int feature) {
    return sums[feature] / points;
  }

  /** Sum of squares of a feature. */
  double squares(int feature) {
    return squares[feature];
  }

  /** Sum of squared distances of a feature from its mean. */
  double spread(int feature) {
    return Math.max(0, squares[feature] - sums[feature] * sums[feature] / points);
  }

  /**
   * Sum of squared errors of a feature.
   *
   * @param parts W_f, m x r column-major
   */
  double error(int feature, float[] parts) {
    int features = sums.length;
    double error = squares[feature];
    for (int k = 0; k < rank; k++) {
      double w = parts[k * features + feature];
      double inner = -2 * products[feature * rank + k];
      for (int l = 0; l < rank; l++) {
        inner += gram[k * rank + l] * parts[l * features + feature];
      }
      error += w * inner;
    }
    return Math.max(0, error);
  }

  /** Number of rows. */
  long points() {
    return points;
  }
}
