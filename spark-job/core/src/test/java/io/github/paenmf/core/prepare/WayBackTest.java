package io.github.paenmf.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WayBackTest {

  private static final List<RowStep> STEPS =
      List.of(
          new SelectFeatures(5, new int[] {0, 2, 3, 4}),
          new LibrarySize(100),
          new Log1p(),
          new SelectFeatures(4, new int[] {1, 3}),
          new FeatureScaling(new double[] {2, 4}));

  @Test
  void aRowComesBackThroughEveryStep() {
    RowValues row = RowValues.dense(new double[] {3, 7, 11, 2, 9});
    RowValues prepared = row;
    for (RowStep step : STEPS) {
      prepared = step.apply(prepared);
    }
    WayBack way = new WayBack(STEPS);

    assertThat(way.features(5)).containsExactly(2, 4);
    assertThat(way.undo(prepared.toDense(), row))
        .containsExactly(new double[] {11, 9}, within(1e-9));
    assertThat(
            way.undo(
                prepared.toDense(), RowValues.sparse(5, new int[] {0, 1, 2, 3, 4}, row.values())))
        .containsExactly(new double[] {11, 9}, within(1e-9));
  }

  @Test
  void withoutARowItsOwnFactorStays() {
    WayBack way = new WayBack(STEPS);
    double[] back = way.undo(new double[] {Math.log1p(40) / 2, Math.log1p(36) / 4}, null);

    assertThat(back).containsExactly(new double[] {40, 36}, within(1e-9));
    assertThat(way.withoutFactor()).containsExactly("library-size");
    assertThat(new WayBack(List.of(new Log1p(), new TableScaling(3))).withoutFactor()).isEmpty();
  }
}
