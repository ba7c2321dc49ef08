package io.github.paenmf.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.prepare.DropMissing;
import io.github.paenmf.core.prepare.FeatureScaling;
import io.github.paenmf.core.prepare.FillMissing;
import io.github.paenmf.core.prepare.LibrarySize;
import io.github.paenmf.core.prepare.Log1p;
import io.github.paenmf.core.prepare.PointScaling;
import io.github.paenmf.core.prepare.RowStep;
import io.github.paenmf.core.prepare.RowValues;
import io.github.paenmf.core.prepare.SelectFeatures;
import io.github.paenmf.core.prepare.Statistic;
import io.github.paenmf.core.prepare.TableScaling;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowStageReaderTest {

  private static final String STEP = "io.github.paenmf.spark.prepare.PreparationStep";
  private static final String MATCHING = "io.github.paenmf.spark.prepare.FeatureMatching";

  static Stream<RowStep> steps() {
    return Stream.of(
        new FillMissing(FillMissing.Rule.ZERO),
        new FillMissing(FillMissing.Rule.FORWARD),
        new SelectFeatures(4, new int[] {0, 2, 3}),
        new LibrarySize(1e4),
        new Log1p(),
        new PointScaling(Statistic.MEAN),
        new FeatureScaling(new double[] {1, 0.1, 3, 1e-9}),
        new TableScaling(0.3));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepIsRepeatedFromItsJson(RowStep step) throws Exception {
    double[] row = {0.5, Double.NaN, 0, 7};

    assertThat(read(step).apply(row)).isEqualTo(step.apply(RowValues.dense(row)).toDense());
  }

  @Test
  void aDroppedRowIsRefused() throws Exception {
    RowPreparation drop = read(new DropMissing());

    assertThat(drop.apply(new double[] {1, 2})).containsExactly(new double[] {1, 2}, within(0.0));
    assertThatThrownBy(() -> drop.apply(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("drop-missing");
  }

  @Test
  void matchingAsksForTheFeaturesOfTheFit() {
    RowPreparation matching =
        PreparationReader.OWN
            .read(stage(MATCHING, Map.of("featuresCol", "features", "size", 3L)))
            .orElseThrow();

    assertThat(matching.column()).isEqualTo("features");
    assertThat(matching.apply(new double[3])).hasSize(3);
    assertThatThrownBy(() -> matching.apply(new double[4]))
        .hasMessageContaining("4 values")
        .hasMessageContaining("3 features");
  }

  @Test
  void otherStagesAreLeftToOtherReaders() {
    PreparationStage pca = stage("org.apache.spark.ml.feature.PCAModel", Map.of());

    assertThat(PreparationReader.OWN.read(pca)).isEmpty();
    assertThat(
            PreparationReader.OWN
                .or(stage -> java.util.Optional.of(row -> new double[] {row.length}))
                .read(pca)
                .orElseThrow()
                .apply(new double[5]))
        .containsExactly(5);
  }

  @Test
  void wrongParamsAreNamed() {
    Map<String, Object> params = new HashMap<>();
    params.put("featuresCol", "features");
    for (Object step : new Object[] {null, 3L, "no JSON", "[]", "{\"kind\":\"java\"}"}) {
      params.put("step", step);
      assertThatThrownBy(() -> PreparationReader.OWN.read(stage(STEP, params)))
          .as("%s", step)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("(?s).*(stage stage_1|unknown preparation step 'java').*");
    }
    assertThatThrownBy(
            () ->
                PreparationReader.OWN.read(
                    stage(MATCHING, Map.of("featuresCol", "features", "size", 0L))))
        .hasMessageContaining("'size' is 0");
  }

  private static RowPreparation read(RowStep step) throws Exception {
    String json = new String(Json.compact(Json.tree(step.describe())), StandardCharsets.UTF_8);
    RowPreparation read =
        PreparationReader.OWN
            .read(stage(STEP, Map.of("featuresCol", "x", "step", json)))
            .orElseThrow();
    assertThat(read.column()).isEqualTo("x");
    return read;
  }

  private static PreparationStage stage(String type, Map<String, Object> params) {
    return new PreparationStage(type, "stage_1", params);
  }
}
