package io.github.paenmf.job.report.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.latent.WeibullPosterior;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {

  @ParameterizedTest
  @CsvSource({"1.5, 0.7, 4, 1.1", "20, 2, 25, 1.9", "1, 1, 1, 3", "3, 1, 3, 1"})
  void divergenceIsTheIntegralOfItsDefinition(double k1, double l1, double k2, double l2) {
    WeibullPosterior first = new WeibullPosterior(k1, l1);
    WeibullPosterior second = new WeibullPosterior(k2, l2);
    assertThat(first.kl(k2, l2) + second.kl(k1, l1))
        .isCloseTo(integral(k1, l1, k2, l2) + integral(k2, l2, k1, l1), within(1e-6));
  }

  /** Integral of p ln(p/q), over the quantiles of p by the midpoint rule. */
  private static double integral(double k1, double l1, double k2, double l2) {
    WeibullPosterior p = new WeibullPosterior(k1, l1);
    WeibullPosterior q = new WeibullPosterior(k2, l2);
    double low = p.quantile(1e-13);
    double high = p.inverseSurvival(1e-15);
    int steps = 400_000;
    double sum = 0;
    for (int s = 0; s < steps; s++) {
      // In the logarithm of h, which spreads the tail at 0.
      double h = Math.exp(Math.log(low) + (s + 0.5) / steps * Math.log(high / low));
      double ratio = p.distribution().logDensity(h) - q.distribution().logDensity(h);
      sum += p.density(h) * ratio * h;
    }
    return sum * Math.log(high / low) / steps;
  }

  @Test
  void findsTheClosestPairButNoCopies() {
    float[][] scale = {{1}, {5}, {1}, {1.01f}, {9}};
    float[][] shape = {{10}, {10}, {10}, {10}, {10}};
    RowPool pool =
        new RowPool(
            List.of("a", "b", "copy of a", "c", "d"), scale, shape, new double[5], Map.of());

    RowPairs pairs = RowPairs.find(pool);

    assertThat(List.of(pairs.one(), pairs.similar(), pairs.dissimilar())).containsExactly(0, 3, 4);
    assertThat(pairs.closest()).isLessThan(pairs.furthest());
  }

  @Test
  void putsRowsOfAKindTogether() {
    double[][] rows = {{0}, {10}, {0.1}, {10.2}, {0.3}};

    RowTree tree = RowTree.of(rows);

    assertThat(tree.joins()).hasSize(4);
    RowTree.Join root = tree.joins().get(3);
    assertThat(root.height()).isEqualTo(1);
    // Rows 1 and 3 are beside each other, the other three as well.
    List<Integer> order = Arrays.stream(tree.order()).boxed().toList();
    assertThat(Math.abs(order.indexOf(1) - order.indexOf(3))).isEqualTo(1);
    assertThat(order.get(2)).isIn(0, 2, 4);
    assertThat(root.upperHeight()).isBetween(0.0, 0.1);
    assertThat(root.lowerHeight()).isBetween(0.0, 0.1);
  }

  @Test
  void aTreeOfOneRowIsTheRow() {
    RowTree tree = RowTree.of(new double[][] {{1, 2}});

    assertThat(tree.order()).containsExactly(0);
    assertThat(tree.joins()).isEmpty();
  }
}
