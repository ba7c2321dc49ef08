package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
import io.github.paenmf.core.reference.ReferenceSettings;
import io.github.paenmf.core.reference.ReferenceWeights;
import java.util.Arrays;
import java.util.function.Function;

/** The objective and its gradients as a round of training computes them, in float32. */
public final class KernelObjective {

  /** How the rows are handed to the kernel. */
  public enum Form {
    /** Dense rows, which the encoder reads itself. */
    DENSE(false, false),
    /** Compressed sparse rows, which the encoder reads itself. */
    SPARSE(true, false),
    /** Dense rows, with themselves as the encoder's cached inputs. */
    DENSE_SCORED(false, true),
    /** Compressed sparse rows, with themselves as the encoder's cached inputs. */
    SPARSE_SCORED(true, true);

    private final boolean sparse;
    private final boolean scored;

    Form(boolean sparse, boolean scored) {
      this.sparse = sparse;
      this.scored = scored;
    }
  }

  /** What is compared with the reference. */
  public record Result(
      double reconstruction, double kl, double objective, ReferenceWeights gradients) {}

  private KernelObjective() {}

  /**
   * Folds all rows as one block.
   *
   * @param settings activations, prior, noise variance, reading
   * @param x data, n x m, rounded to float32
   * @param epsilon noise, n x r
   * @param rowWeights n weights, or null when all are 1
   * @param weights the model, rounded to float32
   * @param form of the block
   */
  public static Result evaluate(
      ReferenceSettings settings,
      double[][] x,
      double[][] epsilon,
      double[] rowWeights,
      ReferenceWeights weights,
      Form form) {
    Weights floats = floats(weights, settings.noiseVariance());
    TrainStatistics sums = fold(settings, x, epsilon, rowWeights, floats, form);
    return result(settings, x, rowWeights, floats, sums);
  }

  /** The sums of one block of rows at these weights; same parameters as {@link #evaluate}. */
  public static TrainStatistics fold(
      ReferenceSettings settings,
      double[][] x,
      double[][] epsilon,
      double[] rowWeights,
      Weights weights,
      Form form) {
    return fold(
        settings,
        x,
        epsilon,
        rowWeights,
        weights,
        form,
        noise -> new CpuKernel(new GivenNoise(LatentArithmetic.best(), noise)));
  }

  /**
   * The same with another kernel.
   *
   * @param maker makes the kernel that takes the given noise, part-major r x n
   */
  public static TrainStatistics fold(
      ReferenceSettings settings,
      double[][] x,
      double[][] epsilon,
      double[] rowWeights,
      Weights weights,
      Form form,
      Function<double[], BlockKernel> maker) {
    double[] gram = Gram.of(weights.parts(), weights.rank(), weights.features());
    TrainPass pass =
        new TrainPass(
            weights,
            Gram.toFloat(gram),
            spec(settings),
            settings.reading(),
            0,
            0,
            settings.klWeight(),
            false);
    float[] counts = rowWeights == null ? null : flat(new double[][] {rowWeights});
    Block block = form.sparse ? sparse(x, counts) : dense(x, counts);
    DataBlock data = new DataBlock(block, form.scored ? flat(transposed(x)) : null);
    TrainStatistics sums = pass.empty();
    double[] noise = partMajor(epsilon, weights.rank());
    try (BlockKernel kernel = maker.apply(noise)) {
      kernel.begin(pass);
      pass.fold(kernel, data, sums);
      kernel.end(pass, sums);
    }
    return sums;
  }

  /** The objective and all gradients from the sums over all rows. */
  public static Result result(
      ReferenceSettings settings,
      double[][] x,
      double[] rowWeights,
      Weights weights,
      TrainStatistics sums) {
    int m = weights.features();
    int r = weights.rank();
    double[] gram = Gram.of(weights.parts(), r, m);
    double squaredNorm = 0;
    for (int i = 0; i < x.length; i++) {
      for (double value : x[i]) {
        double rounded = (float) value;
        squaredNorm += (rowWeights == null ? 1 : rowWeights[i]) * rounded * rounded;
      }
    }
    double[] second = sums.hth.clone();
    boolean expected = settings.reading() == Reading.EXPECTED;
    for (int j = 0; j < r; j++) {
      second[j * r + j] += expected ? sums.variances[j] : 0;
    }
    double error =
        expected
            ? Gram.expectedSquaredError(squaredNorm, sums.ph, sums.hth, sums.variances, gram)
            : Gram.squaredError(squaredNorm, sums.ph, sums.hth, gram);
    double[][] parts = new double[m][r];
    for (int t = 0; t < m; t++) {
      for (int j = 0; j < r; j++) {
        double product = -sums.xth[j * m + t];
        for (int l = 0; l < r; l++) {
          product += weights.parts()[l * m + t] * second[l * r + j];
        }
        parts[t][j] = product / settings.noiseVariance();
      }
    }
    double reconstruction = error / (2 * settings.noiseVariance());
    return new Result(
        reconstruction,
        sums.kl,
        reconstruction + settings.klWeight() * sums.kl,
        new ReferenceWeights(
            matrix(sums.scaleGradient, r, m),
            sums.scaleBiasGradient,
            matrix(sums.shapeGradient, r, m),
            sums.shapeBiasGradient,
            parts));
  }

  /** The weights as training holds them, the encoder reading the rows themselves. */
  public static Weights floats(ReferenceWeights weights, double noiseVariance) {
    return new Weights(
        weights.rank(),
        weights.features(),
        weights.features(),
        flat(transposed(weights.wF())),
        flat(weights.wLambda()),
        flat(new double[][] {weights.bLambda()}),
        flat(weights.wK()),
        flat(new double[][] {weights.bK()}),
        noiseVariance);
  }

  private static LatentSpec spec(ReferenceSettings settings) {
    // Clamps wide enough to touch no case: the reference has none.
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

  private static DenseBlock dense(double[][] x, float[] weights) {
    return new DenseBlock(x.length, x[0].length, flat(x), weights, new long[x.length]);
  }

  private static CsrBlock sparse(double[][] x, float[] weights) {
    int n = x.length;
    int m = x[0].length;
    int[] start = new int[n + 1];
    int[] columns = new int[n * m];
    float[] values = new float[n * m];
    int stored = 0;
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < m; t++) {
        if (x[i][t] != 0) {
          columns[stored] = t;
          values[stored++] = (float) x[i][t];
        }
      }
      start[i + 1] = stored;
    }
    return new CsrBlock(
        n,
        m,
        start,
        Arrays.copyOf(columns, stored),
        Arrays.copyOf(values, stored),
        weights,
        new long[n]);
  }

  private static double[] partMajor(double[][] epsilon, int rank) {
    int n = epsilon.length;
    double[] result = new double[n * rank];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < rank; j++) {
        result[j * n + i] = epsilon[i][j];
      }
    }
    return result;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] result = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int t = 0; t < result.length; t++) {
        result[t][i] = matrix[i][t];
      }
    }
    return result;
  }

  private static float[] flat(double[][] matrix) {
    int width = matrix[0].length;
    float[] result = new float[matrix.length * width];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) matrix[i / width][i % width];
    }
    return result;
  }

  private static double[][] matrix(float[] values, int rows, int columns) {
    double[][] result = new double[rows][columns];
    for (int i = 0; i < values.length; i++) {
      result[i / columns][i % columns] = values[i];
    }
    return result;
  }
}
