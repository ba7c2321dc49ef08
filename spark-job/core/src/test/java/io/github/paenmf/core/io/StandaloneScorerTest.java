package io.github.paenmf.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.train.TrainingParams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneScorerTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void scoresOfStoredRowsAddUpToTheFiguresOfTheFit(boolean paper, @TempDir Path folder)
      throws IOException {
    float[][] rows = ModelExamples.table(60);
    TrainingParams params =
        TrainingParams.builder(3)
            .initSteps(5)
            .maxIter(20)
            .latent(paper ? LatentSpec.paper(1, 1) : LatentSpec.recommended(1, 1))
            .build();
    StoredModel model = ModelExamples.fitted(rows, params);
    StandaloneModel.write(model, new LocalFiles(folder));
    StandaloneScorer scorer = StandaloneScorer.load(folder);
    double sum = 0;
    double squaredError = 0;
    double squaredNorm = 0;
    for (float[] row : rows) {
      RowScore score = scorer.score(row);
      sum += score.negativeElbo();
      for (int t = 0; t < row.length; t++) {
        double value = row[t];
        squaredNorm += value * value;
        for (int j = 0; j < 3; j++) {
          value -= (double) score.coefficients()[j] * model.model().encoder().parts()[j * 12 + t];
        }
        squaredError += value * value;
      }
    }
    double expected = model.figures().negativeElbo();
    assertThat(sum / rows.length).isCloseTo(expected, within(1e-4 * Math.abs(expected)));
    assertThat(Math.sqrt(squaredError / squaredNorm))
        .isCloseTo(model.figures().relativeError(), within(1e-4));
  }

  @Test
  void floatsAndDoublesScoreAlike() {
    StandaloneScorer scorer = scorer();
    assertThat(scorer.score(new double[] {0.5, 0, 1, 0.25, 2}))
        .usingRecursiveComparison()
        .isEqualTo(scorer.score(new float[] {0.5f, 0, 1, 0.25f, 2}));
    assertThat(scorer.model().model().rank()).isEqualTo(2);
  }

  @Test
  void aValueOutsideTheDomainIsNamed() {
    StandaloneScorer scorer = scorer();
    assertThatThrownBy(() -> scorer.score(new double[] {0, -0.5, 0, 0, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature 1 (Beta-2) is -0.5, expected a finite number, at least 0");
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      assertThatThrownBy(() -> scorer.score(new double[] {0, 0, value, 0, 0}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("feature 2");
    }
    assertThatThrownBy(() -> scorer.score(new double[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 values, the model has 5 features");
  }

  @Test
  void extraInputsAreStandardisedAndRead() {
    StandaloneScorer scorer =
        new StandaloneScorer(new LoadedModel(ModelExamples.exogenous(), List.of()));
    double[] row = {1, 2};
    // a = 0.9 + 0.2 (0.5 - 0.5 - 0.3) - 0.1 (-1 + 3) / 2 + 0.3 (14 - 10) / 4, linear where large
    double a = 0.9 + 0.2 * -0.3 - 0.1 + 0.3;
    double scale = Math.log1p(Math.exp(8 * a)) / 8 + 1e-3;
    assertThat((double) scorer.score(row, new double[] {-1, 14}).scale()[0])
        .isCloseTo(scale, within(1e-5));
    assertThatThrownBy(() -> scorer.score(row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row has 0 extra inputs, the model reads 2");
    assertThatThrownBy(() -> scorer.score(row, new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("extra input 1 is NaN, expected a finite number");
  }

  @Test
  void rowsArePreparedInOrder() {
    LoadedModel prepared =
        new LoadedModel(
            ModelExamples.whitened(),
            List.of(
                row -> java.util.Arrays.stream(row).map(v -> v + 1).toArray(),
                row -> java.util.Arrays.stream(row).map(v -> v * 2).toArray()));
    assertThat(new StandaloneScorer(prepared).score(new double[] {0, 1, 2, 3, 4}))
        .usingRecursiveComparison()
        .isEqualTo(scorer().score(new double[] {2, 4, 6, 8, 10}));
  }

  private static StandaloneScorer scorer() {
    return new StandaloneScorer(new LoadedModel(ModelExamples.whitened(), List.of()));
  }
}
