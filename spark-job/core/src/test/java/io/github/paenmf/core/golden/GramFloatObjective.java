package io.github.paenmf.core.golden;

import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.LatentSums;
import io.github.paenmf.core.latent.LatentTile;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.reference.ReferenceSettings;
import io.github.paenmf.core.reference.ReferenceWeights;

/**
 * The Gram form around {@link LatentArithmetic} with float32 products; the loss scalars and the r x
 * r sums are in double.
 */
public final class GramFloatObjective implements FloatObjective {

  private final LatentArithmetic arithmetic;

  /** With the given latent arithmetic. */
  public GramFloatObjective(LatentArithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  @Override
  public Result evaluate(
      ReferenceSettings settings, double[][] data, double[][] epsilon, ReferenceWeights weights) {
    int n = data.length;
    int m = weights.features();
    int r = weights.rank();
    float[][] x = floats(data);
    float[][] wF = floats(weights.wF());
    LatentTile tile = new LatentTile();
    tile.reserve(n, r, false);
    affine(floats(weights.wLambda()), floats(weights.bLambda()), x, tile.a());
    affine(floats(weights.wK()), floats(weights.bK()), x, tile.c());
    double sigma2 = settings.noiseVariance();
    double[][] wtw = new double[r][r];
    float[] penalty = new float[r];
    for (int j = 0; j < r; j++) {
      for (int l = 0; l < r; l++) {
        for (int t = 0; t < m; t++) {
          wtw[j][l] += (double) wF[t][j] * wF[t][l];
        }
      }
      penalty[j] = (float) (wtw[j][j] / (2 * sigma2));
    }
    double[] partMajor = new double[n * r];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < r; j++) {
        partMajor[j * n + i] = epsilon[i][j];
      }
    }
    LatentSums sums =
        arithmetic.forward(
            spec(settings),
            settings.reading(),
            partMajor,
            null,
            settings.klWeight(),
            penalty,
            n,
            r,
            false,
            tile);
    float[] h = tile.h();
    float[] dH = new float[n * r];
    double[][] hth = new double[r][r];
    float[][] xth = new float[m][r];
    double squares = 0;
    double cross = 0;
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < m; t++) {
        squares += (double) x[i][t] * x[i][t];
        for (int j = 0; j < r; j++) {
          xth[t][j] += x[i][t] * h[j * n + i];
        }
      }
      for (int j = 0; j < r; j++) {
        float p = 0;
        for (int t = 0; t < m; t++) {
          p += x[i][t] * wF[t][j];
        }
        float projected = 0;
        for (int l = 0; l < r; l++) {
          hth[j][l] += (double) h[j * n + i] * h[l * n + i];
          projected += h[l * n + i] * (float) wtw[l][j];
        }
        cross += (double) p * h[j * n + i];
        dH[j * n + i] = (projected - p) / (float) sigma2;
      }
    }
    double loss = squares - 2 * cross;
    for (int j = 0; j < r; j++) {
      if (settings.reading() == Reading.EXPECTED) {
        hth[j][j] += sums.variance()[j];
      }
      for (int l = 0; l < r; l++) {
        loss += hth[j][l] * wtw[j][l];
      }
    }
    double[][] dF = new double[m][r];
    for (int t = 0; t < m; t++) {
      for (int j = 0; j < r; j++) {
        float product = 0;
        for (int l = 0; l < r; l++) {
          product += wF[t][l] * (float) hth[l][j];
        }
        dF[t][j] = (product - xth[t][j]) / (float) sigma2;
      }
    }
    arithmetic.backward(dH, null, n, r, tile);
    double reconstruction = loss / (2 * sigma2);
    return new Result(
        reconstruction,
        sums.kl(),
        reconstruction + settings.klWeight() * sums.kl(),
        new ReferenceWeights(
            encoderGradient(tile.gradA(), x, r, m),
            biasGradient(tile.gradA(), n, r),
            encoderGradient(tile.gradC(), x, r, m),
            biasGradient(tile.gradC(), n, r),
            dF));
  }

  private static LatentSpec spec(ReferenceSettings settings) {
    return new LatentSpec(
        settings.scaleActivation(),
        settings.shapeActivation(),
        (float) settings.scaleFloor(),
        (float) settings.shapeFloor(),
        -1e3f,
        1e6f,
        -1e3f,
        1e4f,
        settings.priorShape(),
        settings.priorScale());
  }

  private static void affine(float[][] w, float[] b, float[][] x, float[] out) {
    int n = x.length;
    for (int j = 0; j < b.length; j++) {
      for (int i = 0; i < n; i++) {
        float sum = b[j];
        for (int t = 0; t < x[i].length; t++) {
          sum += w[j][t] * x[i][t];
        }
        out[j * n + i] = sum;
      }
    }
  }

  private static double[][] encoderGradient(float[] gradient, float[][] x, int r, int m) {
    int n = x.length;
    double[][] result = new double[r][m];
    for (int j = 0; j < r; j++) {
      for (int t = 0; t < m; t++) {
        float sum = 0;
        for (int i = 0; i < n; i++) {
          sum += gradient[j * n + i] * x[i][t];
        }
        result[j][t] = sum;
      }
    }
    return result;
  }

  private static double[] biasGradient(float[] gradient, int n, int r) {
    double[] result = new double[r];
    for (int j = 0; j < r; j++) {
      float sum = 0;
      for (int i = 0; i < n; i++) {
        sum += gradient[j * n + i];
      }
      result[j] = sum;
    }
    return result;
  }

  private static float[][] floats(double[][] values) {
    float[][] result = new float[values.length][];
    for (int i = 0; i < values.length; i++) {
      result[i] = floats(values[i]);
    }
    return result;
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
