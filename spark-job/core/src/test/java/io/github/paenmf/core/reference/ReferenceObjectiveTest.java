package io.github.paenmf.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.latent.Reading;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;

/** The reference against its own definition. */
class ReferenceObjectiveTest {

  /** Central differences along a random direction of every block of weights. */
  @Property(tries = 60)
  void gradientsAreTheSlopesOfTheObjective(@ForAll long seed, @ForAll Reading reading) {
    RandomCase given = RandomCase.of(seed, reading);
    ReferenceWeights gradient = naive(given, given.weights()).gradients();
    SplittableRandom random = new SplittableRandom(seed);
    ReferenceWeights w = given.weights();
    int r = w.rank();
    int m = w.features();
    for (int block = 0; block < 5; block++) {
      ReferenceWeights direction =
          new ReferenceWeights(
              direction(random, r, m, block == 0),
              direction(random, 1, r, block == 1)[0],
              direction(random, r, m, block == 2),
              direction(random, 1, r, block == 3)[0],
              direction(random, m, r, block == 4));
      double step = 1e-5;
      double up = naive(given, moved(w, direction, step)).objective();
      double down = naive(given, moved(w, direction, -step)).objective();
      double slope = inner(gradient, direction);
      double size = Math.sqrt(inner(gradient, gradient) * inner(direction, direction));
      assertThat((up - down) / (2 * step))
          .as("block %d", block)
          .isCloseTo(slope, Offset.offset(1e-6 * Math.max(1, size)));
    }
  }

  @Property(tries = 60)
  void bothFormsAgree(@ForAll long seed, @ForAll Reading reading) {
    RandomCase given = RandomCase.of(seed, reading);
    Evaluation naive = naive(given, given.weights());
    Evaluation gram =
        ReferenceObjective.gram(
            given.settings(), given.x(), given.epsilon(), given.rowWeights(), given.weights());
    assertThat(gram.objective()).isCloseTo(naive.objective(), Percentage.withPercentage(1e-9));
    ReferenceWeights gap = moved(naive.gradients(), gram.gradients(), -1);
    double size = inner(naive.gradients(), naive.gradients());
    assertThat(Math.sqrt(inner(gap, gap) / size)).isLessThan(1e-11);
  }

  private static Evaluation naive(RandomCase given, ReferenceWeights weights) {
    return ReferenceObjective.naive(
        given.settings(), given.x(), given.epsilon(), given.rowWeights(), weights);
  }

  private static double[][] direction(SplittableRandom random, int rows, int columns, boolean on) {
    return on ? RandomCase.matrix(random, rows, columns, -1, 1) : new double[rows][columns];
  }

  private static ReferenceWeights moved(ReferenceWeights w, ReferenceWeights d, double step) {
    return new ReferenceWeights(
        moved(w.wLambda(), d.wLambda(), step),
        moved(new double[][] {w.bLambda()}, new double[][] {d.bLambda()}, step)[0],
        moved(w.wK(), d.wK(), step),
        moved(new double[][] {w.bK()}, new double[][] {d.bK()}, step)[0],
        moved(w.wF(), d.wF(), step));
  }

  private static double[][] moved(double[][] w, double[][] d, double step) {
    double[][] result = new double[w.length][w[0].length];
    for (int i = 0; i < w.length; i++) {
      for (int t = 0; t < w[i].length; t++) {
        result[i][t] = w[i][t] + step * d[i][t];
      }
    }
    return result;
  }

  private static double inner(ReferenceWeights a, ReferenceWeights b) {
    return inner(a.wLambda(), b.wLambda())
        + inner(new double[][] {a.bLambda()}, new double[][] {b.bLambda()})
        + inner(a.wK(), b.wK())
        + inner(new double[][] {a.bK()}, new double[][] {b.bK()})
        + inner(a.wF(), b.wF());
  }

  private static double inner(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int t = 0; t < a[i].length; t++) {
        sum += a[i][t] * b[i][t];
      }
    }
    return sum;
  }
}
