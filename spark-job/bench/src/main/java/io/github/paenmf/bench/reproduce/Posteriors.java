package io.github.paenmf.bench.reproduce;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.RowPosterior;
import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.core.fitted.RowScorer;
import io.github.paenmf.core.latent.WeibullPosterior;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Posteriors of all rows of a small table.
 *
 * @param scale lambda, an array of r a row
 * @param shape k, likewise
 */
record Posteriors(float[][] scale, float[][] shape) {

  static Posteriors of(FittedModel model, float[][] rows) {
    RowScorer scorer = new RowScorer(model);
    RowScore[] scores =
        Arrays.stream(rows).map(row -> scorer.score(row, false)).toArray(RowScore[]::new);
    return new Posteriors(
        Arrays.stream(scores).map(RowScore::scale).toArray(float[][]::new),
        Arrays.stream(scores).map(RowScore::shape).toArray(float[][]::new));
  }

  int size() {
    return scale.length;
  }

  RowPosterior row(int row) {
    return new RowPosterior(scale[row], shape[row]);
  }

  /** ln of the symmetric divergence. */
  double logDivergence(int row, int other) {
    return row(row).logSymmetricDivergence(row(other));
  }

  /** Mean overlap of the latents' densities, from 0 to 1. */
  double overlap(int row, int other) {
    return row(row).overlap(row(other));
  }

  /** Cosine of the angle between the median coefficients of two rows. */
  double cosine(int row, int other) {
    double[] one = row(row).median();
    double[] two = row(other).median();
    double product = 0;
    double first = 0;
    double second = 0;
    for (int j = 0; j < one.length; j++) {
      product += one[j] * two[j];
      first += one[j] * one[j];
      second += two[j] * two[j];
    }
    return product / Math.sqrt(first * second);
  }

  /** Median over all rows and latents. */
  double median(ToDoubleFunction<WeibullPosterior> figure) {
    int rank = scale[0].length;
    double[] all = new double[scale.length * rank];
    for (int i = 0; i < scale.length; i++) {
      for (int j = 0; j < rank; j++) {
        all[i * rank + j] = figure.applyAsDouble(new WeibullPosterior(shape[i][j], scale[i][j]));
      }
    }
    Arrays.sort(all);
    return all[all.length / 2];
  }

  /** Standard deviation over mean: how wide a distribution is for its place. */
  static double spread(WeibullPosterior posterior) {
    return Math.sqrt(posterior.variance()) / posterior.mean();
  }
}
