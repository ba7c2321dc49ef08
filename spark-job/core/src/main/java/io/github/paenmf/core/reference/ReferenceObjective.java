package io.github.paenmf.core.reference;

import io.github.paenmf.core.latent.Reading;
import java.util.Arrays;

/**
 * The objective, summed over rows,
 *
 * <pre>  ||v - W_f h||^2 / (2 sigma^2) + klWeight sum_j KL_j</pre>
 *
 * with its gradients in float64, in two forms that must agree: {@link #naive} row by row through
 * the residual, {@link #gram} through X W_f and X'H without ever forming it. For EXPECTED the
 * squared error is its posterior expectation, ||v - W_f E[h]||^2 + sum_j Var(h_j) ||W_f[:,j]||^2.
 */
public final class ReferenceObjective {

  private ReferenceObjective() {}

  /**
   * Row by row, as the formulas stand.
   *
   * @param settings activations, prior, noise variance, reading
   * @param x data, n x m
   * @param epsilon noise, n x r, in (0, 1); may be null unless the reading is RANDOM
   * @param rowWeights n weights, or null when all are 1
   * @param weights the model
   */
  public static Evaluation naive(
      ReferenceSettings settings,
      double[][] x,
      double[][] epsilon,
      double[] rowWeights,
      ReferenceWeights weights) {
    int n = x.length;
    int m = weights.features();
    int r = weights.rank();
    double sigma2 = settings.noiseVariance();
    boolean expected = settings.reading() == Reading.EXPECTED;
    double[] norms = columnNorms(weights.wF());
    ReferenceLatents latents = encode(settings, x, epsilon, weights);
    double[] reconstructionRows = new double[n];
    double[] klRows = new double[n];
    double[][] dA = new double[n][r];
    double[][] dC = new double[n][r];
    double[][] dF = new double[m][r];
    double reconstruction = 0;
    double kl = 0;
    for (int i = 0; i < n; i++) {
      double weight = rowWeights == null ? 1 : rowWeights[i];
      double[] h = latents.h()[i];
      double[] dH = new double[r];
      for (int t = 0; t < m; t++) {
        double residual = x[i][t];
        for (int j = 0; j < r; j++) {
          residual -= weights.wF()[t][j] * h[j];
        }
        reconstructionRows[i] += residual * residual / (2 * sigma2);
        for (int j = 0; j < r; j++) {
          dH[j] -= weights.wF()[t][j] * residual / sigma2;
          dF[t][j] -= weight * h[j] * residual / sigma2;
        }
      }
      for (int j = 0; j < r; j++) {
        klRows[i] += latents.kl()[i][j];
        if (expected) {
          double variance = latents.variance()[i][j];
          reconstructionRows[i] += variance * norms[j] / (2 * sigma2);
          for (int t = 0; t < m; t++) {
            dF[t][j] += weight * variance * weights.wF()[t][j] / sigma2;
          }
        }
      }
      reconstruction += weight * reconstructionRows[i];
      kl += weight * klRows[i];
      chain(settings, latents, i, weight, dH, norms, dA, dC);
    }
    return new Evaluation(
        latents,
        reconstructionRows,
        klRows,
        reconstruction,
        kl,
        reconstruction + settings.klWeight() * kl,
        gradients(x, dA, dC, dF));
  }

  /**
   * The Gram form: P = X W_f, loss = ||X||^2 - 2 &lt;P, H&gt; + &lt;H'H, W_f'W_f&gt;, dH = (H
   * (W_f'W_f) - P) / sigma^2, dW_f = (W_f (H'H) - X'H) / sigma^2. Same parameters as {@link
   * #naive}.
   */
  public static Evaluation gram(
      ReferenceSettings settings,
      double[][] x,
      double[][] epsilon,
      double[] rowWeights,
      ReferenceWeights weights) {
    int n = x.length;
    int m = weights.features();
    int r = weights.rank();
    double sigma2 = settings.noiseVariance();
    double[] norms = columnNorms(weights.wF());
    ReferenceLatents latents = encode(settings, x, epsilon, weights);
    double[][] wtw = new double[r][r];
    for (int j = 0; j < r; j++) {
      for (int l = 0; l < r; l++) {
        for (int t = 0; t < m; t++) {
          wtw[j][l] += weights.wF()[t][j] * weights.wF()[t][l];
        }
      }
    }
    double[][] hth = new double[r][r];
    double[][] xth = new double[m][r];
    double[] varianceSums = new double[r];
    double[][] dA = new double[n][r];
    double[][] dC = new double[n][r];
    double[] klRows = new double[n];
    double[] reconstructionRows = new double[n];
    Arrays.fill(reconstructionRows, Double.NaN);
    double squares = 0;
    double cross = 0;
    double kl = 0;
    for (int i = 0; i < n; i++) {
      double weight = rowWeights == null ? 1 : rowWeights[i];
      double[] h = latents.h()[i];
      double[] p = new double[r];
      for (int t = 0; t < m; t++) {
        squares += weight * x[i][t] * x[i][t];
        for (int j = 0; j < r; j++) {
          p[j] += x[i][t] * weights.wF()[t][j];
          xth[t][j] += weight * x[i][t] * h[j];
        }
      }
      double[] dH = new double[r];
      for (int j = 0; j < r; j++) {
        cross += weight * p[j] * h[j];
        klRows[i] += latents.kl()[i][j];
        varianceSums[j] += weight * latents.variance()[i][j];
        double projected = 0;
        for (int l = 0; l < r; l++) {
          hth[j][l] += weight * h[j] * h[l];
          projected += h[l] * wtw[l][j];
        }
        dH[j] = (projected - p[j]) / sigma2;
      }
      kl += weight * klRows[i];
      chain(settings, latents, i, weight, dH, norms, dA, dC);
    }
    double loss = squares - 2 * cross;
    double[][] dF = new double[m][r];
    for (int j = 0; j < r; j++) {
      if (settings.reading() == Reading.EXPECTED) {
        // Var(h_j) adds to the diagonal of E[H'H] in the loss and in dW_f alike.
        hth[j][j] += varianceSums[j];
      }
      for (int l = 0; l < r; l++) {
        loss += hth[j][l] * wtw[j][l];
      }
    }
    for (int t = 0; t < m; t++) {
      for (int j = 0; j < r; j++) {
        double product = 0;
        for (int l = 0; l < r; l++) {
          product += weights.wF()[t][l] * hth[l][j];
        }
        dF[t][j] = (product - xth[t][j]) / sigma2;
      }
    }
    double reconstruction = loss / (2 * sigma2);
    return new Evaluation(
        latents,
        reconstructionRows,
        klRows,
        reconstruction,
        kl,
        reconstruction + settings.klWeight() * kl,
        gradients(x, dA, dC, dF));
  }

  /** Gradients of row i by a and c: through h, through the KL, and through the variance term. */
  private static void chain(
      ReferenceSettings settings,
      ReferenceLatents latents,
      int i,
      double weight,
      double[] dH,
      double[] norms,
      double[][] dA,
      double[][] dC) {
    double beta = settings.klWeight();
    for (int j = 0; j < dH.length; j++) {
      double byA = dH[j] * latents.hByA()[i][j] + beta * latents.klByA()[i][j];
      double byC = dH[j] * latents.hByC()[i][j] + beta * latents.klByC()[i][j];
      if (settings.reading() == Reading.EXPECTED) {
        double penalty = norms[j] / (2 * settings.noiseVariance());
        byA += penalty * latents.varianceByA()[i][j];
        byC += penalty * latents.varianceByC()[i][j];
      }
      dA[i][j] = weight * byA;
      dC[i][j] = weight * byC;
    }
  }

  private static ReferenceLatents encode(
      ReferenceSettings settings, double[][] x, double[][] epsilon, ReferenceWeights weights) {
    double[][] a = new double[x.length][];
    double[][] c = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      a[i] = affine(weights.wLambda(), weights.bLambda(), x[i]);
      c[i] = affine(weights.wK(), weights.bK(), x[i]);
    }
    return ReferenceLatents.of(settings, a, c, epsilon);
  }

  private static double[] affine(double[][] w, double[] b, double[] v) {
    double[] result = b.clone();
    for (int j = 0; j < b.length; j++) {
      for (int t = 0; t < v.length; t++) {
        result[j] += w[j][t] * v[t];
      }
    }
    return result;
  }

  private static double[] columnNorms(double[][] wF) {
    double[] norms = new double[wF[0].length];
    for (double[] row : wF) {
      for (int j = 0; j < norms.length; j++) {
        norms[j] += row[j] * row[j];
      }
    }
    return norms;
  }

  private static ReferenceWeights gradients(
      double[][] x, double[][] dA, double[][] dC, double[][] dF) {
    int m = dF.length;
    int r = dF[0].length;
    return new ReferenceWeights(
        transposedProduct(dA, x, r, m),
        sums(dA, r),
        transposedProduct(dC, x, r, m),
        sums(dC, r),
        dF);
  }

  private static double[][] transposedProduct(double[][] left, double[][] right, int r, int m) {
    double[][] result = new double[r][m];
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < r; j++) {
        for (int t = 0; t < m; t++) {
          result[j][t] += left[i][j] * right[i][t];
        }
      }
    }
    return result;
  }

  private static double[] sums(double[][] rows, int r) {
    double[] result = new double[r];
    for (double[] row : rows) {
      for (int j = 0; j < r; j++) {
        result[j] += row[j];
      }
    }
    return result;
  }
}
