package io.github.paenmf.core.reference;

import java.util.function.DoubleBinaryOperator;

/**
 * The model's weights, or gradients by them, as plain arrays.
 *
 * @param wLambda scale encoder, r x m
 * @param bLambda its bias, r
 * @param wK shape encoder, r x m
 * @param bK its bias, r
 * @param wF decoder, m x r, at least 0 when weights
 */
public record ReferenceWeights(
    double[][] wLambda, double[] bLambda, double[][] wK, double[] bK, double[][] wF) {

  /** Number of parts. */
  public int rank() {
    return wLambda.length;
  }

  /** Number of features. */
  public int features() {
    return wF.length;
  }

  /** One step of plain projected gradient descent: w - rate * gradient, and W_f clipped at 0. */
  public ReferenceWeights step(ReferenceWeights gradient, double rate) {
    DoubleBinaryOperator descend = (w, g) -> w - rate * g;
    return new ReferenceWeights(
        combine(wLambda, gradient.wLambda, descend),
        combine(bLambda, gradient.bLambda, descend),
        combine(wK, gradient.wK, descend),
        combine(bK, gradient.bK, descend),
        combine(wF, gradient.wF, (w, g) -> Math.max(0, w - rate * g)));
  }

  private static double[][] combine(double[][] x, double[][] y, DoubleBinaryOperator operator) {
    double[][] result = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      result[i] = combine(x[i], y[i], operator);
    }
    return result;
  }

  private static double[] combine(double[] x, double[] y, DoubleBinaryOperator operator) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = operator.applyAsDouble(x[i], y[i]);
    }
    return result;
  }
}
