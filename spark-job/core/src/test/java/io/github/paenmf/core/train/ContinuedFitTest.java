package io.github.paenmf.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Fits that go on from another fit's weights. */
class ContinuedFitTest {

  private static final double TOL = 1e-5;
  private static final List<float[]> TABLE = KnownTable.rows(1);
  private static final TrainingResult FIRST = KnownTable.fit(TABLE, 2, params().build());

  private static TrainingParams.Builder params() {
    return KnownTable.params(KnownTable.RANK).tol(TOL);
  }

  private static TrainingResult goOn(List<float[]> rows, TrainingParams params) {
    try (InProcessSource source = KnownTable.source(rows, 2)) {
      return new Trainer(params, TrainingListener.SILENT)
          .fitFrom(FIRST.weights(), FIRST.whitening(), source);
    }
  }

  @Test
  void onTheSameRowsItEndsNoWorseAndSoon() {
    TrainingResult again = goOn(TABLE, params().build());
    assertThat(again.figures().negativeElbo())
        .isLessThanOrEqualTo(FIRST.figures().negativeElbo() + TOL * KnownTable.FEATURES);
    assertThat(again.rounds()).isLessThanOrEqualTo(FIRST.rounds() / 2);
    assertThat(again.passes()).isLessThanOrEqualTo(again.rounds() + 3);
  }

  @Test
  void onNewRowsItBeatsAFitFromNothing() {
    List<float[]> fresh = KnownTable.rows(80, 1, 0.5, 21);
    TrainingParams few = params().maxIter(5).initSteps(5).build();
    TrainingResult cold = KnownTable.fit(fresh, 2, few);
    TrainingResult warm = goOn(fresh, few);
    assertThat(warm.figures().negativeElbo()).isLessThan(cold.figures().negativeElbo());
    assertThat(warm.rounds()).isEqualTo(5);
    assertThat(warm.figures().rows()).isEqualTo(80);
  }

  @Test
  void aFixedNoiseVarianceReplacesTheModels() {
    TrainingResult again = goOn(TABLE, params().noiseVariance(0.3).build());
    assertThat(again.weights().noiseVariance()).isEqualTo(0.3);
  }

  @Test
  void noRoundsAtAllJudgeTheModelOnTheRows() {
    TrainingResult judged = goOn(TABLE, params().maxIter(0).build());
    assertThat(judged.figures().negativeElbo()).isEqualTo(FIRST.figures().negativeElbo());
    assertThat(judged.weights().parts()).isEqualTo(FIRST.weights().parts());
  }

  @Test
  void anotherRankOrWidthIsRefused() {
    assertThatThrownBy(() -> goOn(TABLE, KnownTable.params(2).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank is 2, expected 3");
    List<float[]> narrow = List.of(new float[] {1, 2}, new float[] {2, 1});
    assertThatThrownBy(() -> goOn(narrow, params().build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows have 2 features, expected 20");
  }
}
