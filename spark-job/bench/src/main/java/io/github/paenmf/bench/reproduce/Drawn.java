package io.github.paenmf.bench.reproduce;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.RowGenerator;
import io.github.paenmf.core.fitted.RowPosterior;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** New rows W_f h, without the Gaussian error. */
final class Drawn {

  private final FittedModel model;
  private final RowGenerator generator;
  private final SplittableRandom random;

  Drawn(FittedModel model, long seed) {
    this.model = model;
    this.generator = new RowGenerator(model, seed, false);
    this.random = new SplittableRandom(seed);
  }

  /** From the posterior of a random row each. */
  float[][] fromAggregate(Posteriors posteriors, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> generator.row(i, posteriors.row(random.nextInt(posteriors.size()))).values())
        .toArray(float[][]::new);
  }

  /** From the prior. */
  float[][] fromPrior(int count) {
    float[] scale = new float[model.rank()];
    float[] shape = new float[model.rank()];
    Arrays.fill(scale, (float) model.latent().priorScale());
    Arrays.fill(shape, (float) model.latent().priorShape());
    RowPosterior prior = new RowPosterior(scale, shape);
    return IntStream.range(0, count)
        .mapToObj(i -> generator.row(i, prior).values())
        .toArray(float[][]::new);
  }
}
