package io.github.paenmf.core.fitted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.latent.LatentSpec;
import org.junit.jupiter.api.Test;

class RowGeneratorTest {

  private static final int DRAWS = 40_000;
  private static final FittedModel MODEL = ExampleModel.recommended();

  /** Seven standard errors of the mean of so many draws. */
  private static double margin(double variance) {
    return 7 * Math.sqrt(variance / DRAWS);
  }

  @Test
  void latentsHaveTheMomentsOfTheirPosterior() {
    RowPosterior posterior = new RowPosterior(new float[] {0.5f, 2, 1}, new float[] {1, 3.5f, 20});
    RowGenerator generator = new RowGenerator(MODEL, 11, false);
    double[] sum = new double[3];
    int[] belowMedian = new int[3];
    for (int i = 0; i < DRAWS; i++) {
      float[] h = generator.latents(i, posterior);
      for (int j = 0; j < 3; j++) {
        sum[j] += h[j];
        belowMedian[j] += h[j] < posterior.median()[j] ? 1 : 0;
      }
    }

    for (int j = 0; j < 3; j++) {
      assertThat(sum[j] / DRAWS)
          .isCloseTo(posterior.mean()[j], within(margin(posterior.variance()[j])));
      assertThat((double) belowMedian[j] / DRAWS).isCloseTo(0.5, within(margin(0.25)));
    }
  }

  @Test
  void aRowIsThePartsTimesItsLatents() {
    RowPosterior posterior = new RowPosterior(new float[] {1, 2, 3}, new float[] {4, 5, 6});
    GeneratedRow row = new RowGenerator(MODEL, 2, false).row(77, posterior);

    for (int t = 0; t < ExampleModel.FEATURES; t++) {
      double expected = 0;
      for (int j = 0; j < ExampleModel.RANK; j++) {
        expected +=
            (double) row.latents()[j] * MODEL.encoder().parts()[j * ExampleModel.FEATURES + t];
      }
      assertThat((double) row.values()[t]).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  @Test
  void observationNoiseHasTheModelsVarianceAndIsUncorrelated() {
    RowPosterior posterior = new RowPosterior(new float[] {1, 2, 3}, new float[] {4, 5, 6});
    RowGenerator plain = new RowGenerator(MODEL, 3, false);
    RowGenerator noisy = new RowGenerator(MODEL, 3, true);
    double sum = 0;
    double squares = 0;
    double neighbours = 0;
    int count = DRAWS / ExampleModel.FEATURES;
    for (int i = 0; i < count; i++) {
      float[] without = plain.row(i, posterior).values();
      float[] with = noisy.row(i, posterior).values();
      for (int t = 0; t < ExampleModel.FEATURES; t++) {
        double error = with[t] - without[t];
        sum += error;
        squares += error * error;
        if (t > 0) {
          neighbours += error * (with[t - 1] - without[t - 1]);
        }
      }
    }
    double n = (double) count * ExampleModel.FEATURES;
    assertThat(sum / n).isCloseTo(0, within(margin(0.25)));
    // The variance of a squared normal number is twice its squared variance.
    assertThat(squares / n).isCloseTo(0.25, within(margin(2 * 0.25 * 0.25)));
    assertThat(neighbours / n).isCloseTo(0, within(margin(0.25 * 0.25)));
  }

  @Test
  void aRowIsAFunctionOfSeedAndIndexAlone() {
    PosteriorChoice prior = PosteriorChoice.prior(MODEL.latent(), ExampleModel.RANK);
    float[] first = new RowGenerator(MODEL, 5, true).row(123, prior.of(123)).values();
    RowGenerator other = new RowGenerator(MODEL, 5, true);
    other.row(4, prior.of(4));

    assertThat(other.row(123, prior.of(123)).values()).isEqualTo(first);
    assertThat(other.row(124, prior.of(124)).values()).isNotEqualTo(first);
    assertThat(new RowGenerator(MODEL, 6, true).row(123, prior.of(123)).values())
        .isNotEqualTo(first);
  }

  @Test
  void thePriorIsThePriorOfTheModel() {
    FittedModel model = ExampleModel.of(LatentSpec.recommended(2, 3), 1);
    RowPosterior prior = PosteriorChoice.prior(model.latent(), 4).of(9);

    assertThat(prior.scale()).containsExactly(3, 3, 3, 3);
    assertThat(prior.shape()).containsExactly(2, 2, 2, 2);
  }

  @Test
  void theAggregateTakesRowsByTheirWeight() {
    StoredPosteriors kept =
        new StoredPosteriors(
            3, 1, new float[] {1, 2, 3}, new float[] {1, 1, 1}, new float[] {1, 4, 5});
    StoredPosteriors unweighted =
        new StoredPosteriors(2, 1, new float[] {1, 2}, new float[] {1, 1}, null);
    PosteriorChoice choice = PosteriorChoice.aggregate(kept, 8);
    PosteriorChoice even = PosteriorChoice.aggregate(unweighted, 8);
    int[] count = new int[4];
    int first = 0;
    for (int i = 0; i < DRAWS; i++) {
      count[(int) choice.of(i).scale()[0]]++;
      first += even.of(i).scale()[0] == 1 ? 1 : 0;
    }

    assertThat((double) count[1] / DRAWS).isCloseTo(0.1, within(margin(0.09)));
    assertThat((double) count[2] / DRAWS).isCloseTo(0.4, within(margin(0.24)));
    assertThat((double) first / DRAWS).isCloseTo(0.5, within(margin(0.25)));
    assertThatThrownBy(() -> PosteriorChoice.aggregate(StoredPosteriors.none(3), 1))
        .hasMessageContaining("keeps no posteriors");
  }
}
