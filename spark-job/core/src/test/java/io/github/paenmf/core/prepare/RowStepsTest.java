package io.github.paenmf.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowStepsTest {

  private static final RowValues DENSE = RowValues.dense(new double[] {0, 3, 0, 1});

  private static final RowValues SPARSE =
      RowValues.sparse(4, new int[] {1, 3}, new double[] {3, 1});

  static Stream<RowStep> allSteps() {
    return Stream.concat(
        invertibleSteps(),
        Stream.of(
            new FillMissing(FillMissing.Rule.ZERO),
            new FillMissing(FillMissing.Rule.FORWARD),
            new DropMissing()));
  }

  static Stream<RowStep> invertibleSteps() {
    return Stream.of(
        new PointScaling(Statistic.MAX),
        new PointScaling(Statistic.MEAN),
        new FeatureScaling(new double[] {1, 2, 4, 8}),
        new TableScaling(5),
        new Log1p(),
        new LibrarySize(100),
        new SelectFeatures(4, new int[] {1, 3}));
  }

  @ParameterizedTest
  @MethodSource("allSteps")
  void aDescriptionGivesTheStepBack(RowStep step) {
    assertThat(RowSteps.of(step.describe())).isEqualTo(step);
  }

  @ParameterizedTest
  @MethodSource("allSteps")
  void sparseAndDenseRowsGiveTheSame(RowStep step) {
    assertThat(step.apply(SPARSE).toDense()).containsExactly(step.apply(DENSE).toDense());
    assertThat(step.apply(SPARSE).size()).isEqualTo(step.outputSize(4));
  }

  @ParameterizedTest
  @MethodSource("invertibleSteps")
  void undoingGoesBackToTheRow(RowStep step) {
    for (RowValues row : new RowValues[] {DENSE, SPARSE}) {
      assertThat(step.undo(step.apply(row), row).toDense())
          .containsExactly(row.toDense(), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("allSteps")
  void zerosStayFinite(RowStep step) {
    assertThat(step.apply(RowValues.dense(new double[4])).toDense()).containsOnly(0.0);
  }

  @Test
  void forwardFillTakesTheLastKnownValueAndKnowsUnstoredZeros() {
    FillMissing fill = new FillMissing(FillMissing.Rule.FORWARD);
    double gap = Double.NaN;
    assertThat(fill.apply(RowValues.dense(new double[] {gap, 2, gap, 3})).toDense())
        .containsExactly(gap, 2, 2, 3);
    RowValues sparse = RowValues.sparse(6, new int[] {1, 2, 5}, new double[] {4, gap, gap});
    assertThat(fill.apply(sparse).toDense()).containsExactly(0, 4, 4, 0, 0, 0);
  }

  @Test
  void rowsWithAMissingValueAreDropped() {
    assertThat(new DropMissing().keeps(DENSE)).isTrue();
    assertThat(new DropMissing().keeps(RowValues.dense(new double[] {1, Double.NaN}))).isFalse();
  }

  @Test
  void unknownAndIncompleteDescriptionsAreRefused() {
    assertThatThrownBy(() -> RowSteps.of(Map.of("kind", "magic")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("magic");
    assertThatThrownBy(() -> RowSteps.of(Map.of("kind", "table-scaling")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("factor");
  }
}
