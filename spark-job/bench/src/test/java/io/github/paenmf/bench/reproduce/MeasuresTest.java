package io.github.paenmf.bench.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.latent.WeibullPosterior;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What the paper's effects are measured by, against definitions and values known by hand. */
class MeasuresTest {

  @RepeatedTest(100)
  void theAreaIsTheShareOfPairsInTheRightOrder(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int n = 2 + random.nextInt(30);
    double[] values = random.ints(n, 0, 6).asDoubleStream().toArray();
    boolean[] positive = new boolean[n];
    for (int i = 0; i < n; i++) {
      positive[i] = i == 0 || i > 1 && random.nextBoolean();
    }
    double right = 0;
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (positive[i] && !positive[j]) {
          right += values[i] < values[j] ? 1 : values[i] == values[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }

    assertThat(Likeness.areaUnderCurve(values, positive)).isCloseTo(right / pairs, within(1e-12));
  }

  @Test
  void alikePosteriorsGiveAnAreaOfOneAndUncountedPairsDoNotMatter() {
    // Two and two rows with the same coefficients, and one that is like none of them.
    Posteriors posteriors =
        new Posteriors(
            new float[][] {{1}, {1.01f}, {2}, {2.02f}, {1.5f}},
            new float[][] {{9000}, {9000}, {9000}, {9000}, {9000}});
    int[] kind = {0, 0, 1, 1, 2};

    assertThat(
            Likeness.areaUnderCurve(
                posteriors,
                (i, j) -> kind[i] == 2 || kind[j] == 2 ? -1 : kind[i] == kind[j] ? 1 : 0))
        .isEqualTo(1);
    assertThat(Likeness.areaUnderCurve(posteriors, (i, j) -> kind[i] == kind[j] ? 0 : 1)).isZero();
  }

  @Test
  void theAngleDoesNotHangOnTheSizeOfRows() {
    Posteriors posteriors =
        new Posteriors(
            new float[][] {{1, 1e-9f}, {3, 3e-9f}, {1e-9f, 1}},
            new float[][] {{5, 5}, {5, 5}, {5, 5}});

    assertThat(posteriors.cosine(0, 1)).isCloseTo(1, within(1e-6));
    assertThat(posteriors.cosine(0, 2)).isCloseTo(0, within(1e-6));
    assertThat(posteriors.overlap(0, 0)).isCloseTo(1, within(1e-5));
  }

  @Test
  void theNearestRowIsTheClosestThatIsNoCopy() {
    float[][] rows = {{0, 0}, {0, 0}, {3, 4}, {3, 3}};

    assertThat(Likeness.nearest(rows)).containsExactly(3, 3, 3, 2);
    assertThat(Distances.squared(rows[0], rows[2])).isEqualTo(25);
  }

  @Test
  void theMedianIsOfTheDistancesToTheNearest() {
    float[][] rows = {{0}, {10}, {20}};
    float[][] others = {{1}, {12}, {100}};

    // 1, 2 and 8.
    assertThat(Distances.medianToNearest(rows, others)).isEqualTo(2);
  }

  @Test
  void sparsenessRunsFromAllAlikeToASingleFeature() {
    assertThat(Sparseness.mean(new float[] {2, 2, 2, 2}, 1, 4)).isCloseTo(0, within(1e-12));
    assertThat(Sparseness.mean(new float[] {0, -5, 0, 0}, 1, 4)).isCloseTo(1, within(1e-12));
    // Hoyer of (3, 4, 0, 0): (2 - 7/5) / (2 - 1); a part without weight counts 0.
    assertThat(Sparseness.mean(new float[] {3, 4, 0, 0, 0, 0, 0, 0}, 2, 4))
        .isCloseTo(0.3, within(1e-7));
  }

  @Test
  void thePrincipalDirectionIsTheOneOfMostVariance() {
    float[][] rows = {{1, 1, 5}, {3, 3, 5}, {5, 5, 5}, {7, 7.1f, 5}};

    float[] direction = Sparseness.principalDirections(rows, 1);

    double root = Math.sqrt(0.5);
    assertThat(Math.abs(direction[0])).isCloseTo((float) root, within(0.01f));
    assertThat(direction[1]).isCloseTo(direction[0], within(0.02f));
    assertThat(direction[2]).isCloseTo(0, within(1e-6f));
  }

  @Test
  void medianAndSpreadAreThoseOfTheDistributions() {
    Posteriors posteriors =
        new Posteriors(
            new float[][] {{1, 2}, {3, 4}, {5, 6}}, new float[][] {{1, 1}, {1, 1}, {1, 1}});

    assertThat(posteriors.median(WeibullPosterior::scale)).isEqualTo(4);
    // An exponential distribution's deviation is its mean.
    assertThat(Posteriors.spread(new WeibullPosterior(1, 7))).isCloseTo(1, within(1e-9));
    assertThat(Posteriors.spread(new WeibullPosterior(100, 7))).isLessThan(0.02);
  }

  @Test
  void findingsCountWhatIsClaimedAlone() {
    Findings findings = new Findings();
    findings.add("a", true, "x %.1f", 1.0);
    findings.add("b", false, "y");
    findings.add("c", null, "z");

    assertThat(findings.summary()).containsEntry("claims", 2L).containsEntry("hold", 1L);
    assertThat(findings.table()).contains("| a | x 1.0 | yes |", "| b | y | no |", "| c | z | - |");
  }
}
