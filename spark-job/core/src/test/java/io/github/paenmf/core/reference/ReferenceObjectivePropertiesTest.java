package io.github.paenmf.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.Reading;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What must hold for any data and weights. */
class ReferenceObjectivePropertiesTest {

  @Property(tries = 150)
  void gradientsMatchFiniteDifferences(
      @ForAll Activation scale,
      @ForAll Activation shape,
      @ForAll Reading reading,
      @ForAll @DoubleRange(min = 0.5, max = 3) double priorShape,
      @ForAll long seed) {
    // At its kink ReLU has no derivative to compare with.
    Assume.that(scale != Activation.RELU && shape != Activation.RELU);
    Example example = new Example(scale, shape, reading, priorShape, 5, 4, 2, seed);
    Evaluation at = example.naive(example.weights);
    ReferenceWeights direction = example.randomWeights(-1);
    double step = 1e-5;
    double up = example.naive(example.weights.step(direction, -step)).objective();
    double down = example.naive(example.weights.step(direction, step)).objective();
    double slope = dot(at.gradients(), direction);
    double size = Math.sqrt(dot(at.gradients(), at.gradients()) * dot(direction, direction));
    assertThat((up - down) / (2 * step))
        .isCloseTo(slope, within(1e-5 * size + 1e-9 * Math.abs(at.objective())));
  }

  @Property(tries = 150)
  void gramFormEqualsNaiveForm(
      @ForAll Activation scale,
      @ForAll Activation shape,
      @ForAll Reading reading,
      @ForAll @IntRange(min = 1, max = 8) int n,
      @ForAll @IntRange(min = 1, max = 7) int m,
      @ForAll @IntRange(min = 1, max = 4) int r,
      @ForAll long seed) {
    Example example = new Example(scale, shape, reading, 1.3, n, m, r, seed);
    Evaluation naive = example.naive(example.weights);
    Evaluation gram =
        ReferenceObjective.gram(
            example.settings, example.x, example.epsilon, example.rowWeights, example.weights);
    assertThat(gram.objective())
        .isCloseTo(naive.objective(), within(1e-10 * (1 + Math.abs(naive.objective()))));
    double size = dot(naive.gradients(), naive.gradients());
    ReferenceWeights gap = difference(gram.gradients(), naive.gradients());
    assertThat(Math.sqrt(dot(gap, gap))).isLessThanOrEqualTo(1e-11 * (1 + Math.sqrt(size)));
  }

  @Property(tries = 50)
  void aRowOfWeightTwoCountsAsTwoRows(@ForAll Reading reading, @ForAll long seed) {
    Example example = new Example(Activation.SOFTPLUS8, Activation.EXP, reading, 1, 2, 3, 2, seed);
    double[][] x = {example.x[0], example.x[0], example.x[1]};
    double[][] epsilon = {example.epsilon[0], example.epsilon[0], example.epsilon[1]};
    Evaluation twice =
        ReferenceObjective.naive(example.settings, x, epsilon, null, example.weights);
    Evaluation weighted =
        ReferenceObjective.naive(
            example.settings, example.x, example.epsilon, new double[] {2, 1}, example.weights);
    assertThat(weighted.objective())
        .isCloseTo(twice.objective(), within(1e-12 * Math.abs(twice.objective())));
    ReferenceWeights gap = difference(weighted.gradients(), twice.gradients());
    assertThat(dot(gap, gap))
        .isLessThanOrEqualTo(1e-24 * dot(twice.gradients(), twice.gradients()));
  }

  private static ReferenceWeights difference(ReferenceWeights left, ReferenceWeights right) {
    // step clips W_f at 0, so the decoder's gap is formed here.
    ReferenceWeights step = left.step(right, 1);
    double[][] wF = new double[left.features()][left.rank()];
    for (int t = 0; t < wF.length; t++) {
      for (int j = 0; j < wF[t].length; j++) {
        wF[t][j] = left.wF()[t][j] - right.wF()[t][j];
      }
    }
    return new ReferenceWeights(step.wLambda(), step.bLambda(), step.wK(), step.bK(), wF);
  }

  private static double dot(ReferenceWeights left, ReferenceWeights right) {
    return dot(left.wLambda(), right.wLambda())
        + dot(left.wK(), right.wK())
        + dot(left.wF(), right.wF())
        + dot(
            new double[][] {left.bLambda(), left.bK()},
            new double[][] {right.bLambda(), right.bK()});
  }

  private static double dot(double[][] left, double[][] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < left[i].length; j++) {
        sum += left[i][j] * right[i][j];
      }
    }
    return sum;
  }

  /** Random data, noise, row weights and model of one size. */
  private static final class Example {
    final ReferenceSettings settings;
    final double[][] x;
    final double[][] epsilon;
    final double[] rowWeights;
    final ReferenceWeights weights;
    private final int m;
    private final int r;
    private final Random random;

    Example(
        Activation scale,
        Activation shape,
        Reading reading,
        double priorShape,
        int n,
        int m,
        int r,
        long seed) {
      this.random = new Random(seed);
      this.m = m;
      this.r = r;
      settings =
          new ReferenceSettings(
                  scale, shape, 0.05, 0.5, 0, 0, 0, 0, priorShape, 0.8, 0.4, 0.7, reading)
              .unclamped();
      x = matrix(n, m, 0, 1);
      epsilon = matrix(n, r, 0.05, 0.95);
      rowWeights = matrix(1, n, 0, 2)[0];
      weights = randomWeights(0.2);
    }

    Evaluation naive(ReferenceWeights at) {
      return ReferenceObjective.naive(settings, x, epsilon, rowWeights, at);
    }

    /** Encoders in [-1, 1], decoder from {@code low} up. */
    ReferenceWeights randomWeights(double low) {
      return new ReferenceWeights(
          matrix(r, m, -1, 1),
          matrix(1, r, -1, 1)[0],
          matrix(r, m, -1, 1),
          matrix(1, r, 0, 1)[0],
          matrix(m, r, low, 1));
    }

    private double[][] matrix(int rows, int columns, double low, double high) {
      double[][] result = new double[rows][columns];
      for (double[] row : result) {
        for (int j = 0; j < columns; j++) {
          row[j] = low + (high - low) * random.nextDouble();
        }
      }
      return result;
    }
  }
}
