package io.github.paenmf.core.fitted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.WeibullPosterior;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.Whitening;
import io.github.paenmf.core.reference.ReferenceActivation;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowScorerTest {

  private static final int RANK = 3;
  private static final int FEATURES = 6;
  private static final float[] ROW = {0.5f, 0, 1.25f, 0, 2, 0.125f};

  @ParameterizedTest
  @EnumSource(Activation.class)
  void aScoreIsTheFormulaInDoublePrecision(Activation activation) {
    LatentSpec spec = new LatentSpec(activation, activation, 0.01f, 0.5f, -10, 10, -2, 3, 1.5, 2);
    Weights weights = weights(0.25);
    RowScore score = new RowScorer(FittedModel.of(weights, null, spec, 0.3)).score(ROW, true);

    double kl = 0;
    double[] means = new double[RANK];
    double loss = FEATURES / 2.0 * Math.log(2 * Math.PI * 0.25);
    for (int j = 0; j < RANK; j++) {
      double a = weights.scaleBias()[j];
      double c = weights.shapeBias()[j];
      double norm = 0;
      for (int t = 0; t < FEATURES; t++) {
        a += weights.scaleCoefficients()[j * FEATURES + t] * (double) ROW[t];
        c += weights.shapeCoefficients()[j * FEATURES + t] * (double) ROW[t];
        norm += Math.pow(weights.parts()[j * FEATURES + t], 2);
      }
      double scale = ReferenceActivation.value(activation, Math.max(-10, Math.min(10, a))) + 0.01f;
      double shape = ReferenceActivation.value(activation, Math.max(-2, Math.min(3, c))) + 0.5f;
      WeibullPosterior posterior = new WeibullPosterior(shape, scale);
      assertThat((double) score.scale()[j]).isCloseTo(scale, Percentage.withPercentage(1e-4));
      assertThat((double) score.shape()[j]).isCloseTo(shape, Percentage.withPercentage(1e-4));
      assertThat((double) score.coefficients()[j])
          .isCloseTo(posterior.median(), Percentage.withPercentage(1e-3));
      means[j] = posterior.mean();
      kl += posterior.kl(1.5, 2);
      loss += posterior.variance() * norm / (2 * 0.25);
    }
    for (int t = 0; t < FEATURES; t++) {
      double error = ROW[t];
      for (int j = 0; j < RANK; j++) {
        error -= weights.parts()[j * FEATURES + t] * means[j];
      }
      loss += error * error / (2 * 0.25);
    }
    // The weight 0.3 of the fit does not count.
    assertThat(score.negativeElbo()).isCloseTo(loss + kl, Percentage.withPercentage(1e-3));
  }

  @Test
  void sparseAndDenseRowsScoreAlike() {
    RowScorer scorer = new RowScorer(model());
    RowScore dense = scorer.score(ROW, true);
    RowScore sparse =
        scorer.score(new int[] {0, 2, 4, 5}, new float[] {0.5f, 1.25f, 2, 0.125f}, true);
    assertThat(sparse).usingRecursiveComparison().isEqualTo(dense);
  }

  @Test
  void aRowOfZerosHasTheBiasesAlone() {
    RowScore score = new RowScorer(model()).score(new int[0], new float[0], true);
    assertThat(score.negativeElbo()).isFinite();
    assertThat(score.clipped()).isFalse();
  }

  @Test
  void theLossIsLeftOutWhenNotAskedFor() {
    RowScorer scorer = new RowScorer(model());
    RowScore without = scorer.score(ROW, false);
    RowScore with = scorer.score(ROW, true);
    assertThat(without.negativeElbo()).isNaN();
    assertThat(without.coefficients()).isEqualTo(with.coefficients());
  }

  @Test
  void rowsDoNotLeakIntoEachOther() {
    RowScorer scorer = new RowScorer(model());
    RowScore first = scorer.score(ROW, true);
    scorer.score(new float[] {9, 9, 9, 9, 9, 9}, true);
    assertThat(scorer.score(ROW, true)).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void rowsUnlikeTheTrainingRowsAreClippedAndStayFinite() {
    RowScorer scorer = new RowScorer(model());
    assertThat(scorer.score(ROW, true).clipped()).isFalse();
    for (float factor : new float[] {100, 1e6f, 1e30f, Float.MAX_VALUE / 4}) {
      float[] row = ROW.clone();
      for (int t = 0; t < row.length; t++) {
        row[t] *= factor;
      }
      RowScore score = scorer.score(row, true);
      assertThat(score.clipped()).as("times %s", factor).isTrue();
      assertThat(score.negativeElbo()).isFinite();
      for (int j = 0; j < RANK; j++) {
        assertThat(score.coefficients()[j]).isFinite();
        assertThat(score.scale()[j]).isFinite().isPositive();
        assertThat(score.shape()[j]).isFinite().isPositive();
      }
    }
  }

  @Test
  void whitenedWeightsScoreLikeTheWhiteningAndThenTheWeights() {
    int inputs = 2;
    Random random = new Random(5);
    Whitening whitening =
        new Whitening(FEATURES, inputs, floats(random, inputs * FEATURES), floats(random, inputs));
    Weights trained =
        new Weights(
            RANK,
            FEATURES,
            inputs,
            positive(random, RANK * FEATURES),
            floats(random, RANK * inputs),
            floats(random, RANK),
            floats(random, RANK * inputs),
            floats(random, RANK),
            0.5);
    LatentSpec spec = LatentSpec.recommended(1, 1);
    RowScore score = new RowScorer(FittedModel.of(trained, whitening, spec, 1)).score(ROW, false);
    for (int j = 0; j < RANK; j++) {
      double a = trained.scaleBias()[j];
      for (int p = 0; p < inputs; p++) {
        double input = -whitening.offsets()[p];
        for (int t = 0; t < FEATURES; t++) {
          input += (double) whitening.directions().values()[p * FEATURES + t] * ROW[t];
        }
        a += trained.scaleCoefficients()[j * inputs + p] * input;
      }
      assertThat((double) score.scale()[j])
          .isCloseTo(ReferenceActivation.value(Activation.SOFTPLUS8, a) + 1e-3, within(1e-5));
    }
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new RowScorer(model()).score(new float[5], false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row has 5 values, the model has 6 features");
  }

  private static FittedModel model() {
    return FittedModel.of(weights(0.25), null, LatentSpec.recommended(1, 1), 1);
  }

  private static Weights weights(double noise) {
    Random random = new Random(11);
    float[] parts = positive(random, RANK * FEATURES);
    float[] scale = positive(random, RANK * FEATURES);
    float[] shape = positive(random, RANK * FEATURES);
    return new Weights(
        RANK,
        FEATURES,
        FEATURES,
        parts,
        scale,
        floats(random, RANK),
        shape,
        floats(random, RANK),
        noise);
  }

  private static float[] floats(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() / 2;
    }
    return values;
  }

  private static float[] positive(Random random, int count) {
    float[] values = floats(random, count);
    for (int i = 0; i < count; i++) {
      values[i] = Math.abs(values[i]);
    }
    return values;
  }
}
