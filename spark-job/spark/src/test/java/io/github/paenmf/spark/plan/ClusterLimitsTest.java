package io.github.paenmf.spark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.block.BlockLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterLimitsTest {

  private static final long GB = 1L << 30;
  private static final long ROWS = 1_000_000;
  private static final int FEATURES = 20_000;
  private static final int RANK = 50;

  /** A million cells of 20,000 genes, a tenth of them not 0. */
  private static FitPlan cells() {
    long nonZeros = ROWS * FEATURES / 10;
    return FitPlan.of(
        ROWS,
        FEATURES,
        nonZeros,
        RANK,
        BlockLayout.of(ROWS, FEATURES, nonZeros, 0, 0),
        4,
        4,
        2,
        64);
  }

  private static ClusterLimits limits(double driverGb, double executorGb, double resultGb) {
    return new ClusterLimits(
        (long) (driverGb * GB), (long) (executorGb * GB), (long) (resultGb * GB), 4, false);
  }

  @Test
  void aPlanFitsIntoWhatItAsksFor() {
    FitPlan plan = cells();
    ClusterLimits planned =
        new ClusterLimits(plan.driverHeap(), plan.executorHeap(), plan.resultBytes(), 4, false);

    assertThatCode(() -> planned.require(plan)).doesNotThrowAnyException();
    assertThat(planned.warnings(plan)).isEmpty();
    assertThat(plan.tableBytes()).isBetween(14 * GB, 16 * GB);
    assertThat(plan.executorHeap()).isBetween(plan.tableBytes() / 4, plan.tableBytes());
  }

  /**
   * A million features and rank 100: 4e8 bytes of parts, 8.4e8 of the range finder's directions.
   */
  @Test
  void inSlicesTheDriverHoldsAFewTimesTheParts() {
    BlockLayout layout = BlockLayout.of(10_000, 1_000_000, 100_000_000L, 0, 0);
    FitPlan sliced = FitPlan.of(10_000, 1_000_000, 100_000_000L, 100, layout, 4, 4, 2, 64);
    FitPlan whole = FitPlan.of(10_000, 1_000_000, 100_000_000L, 100, layout, 4, 4, 2, 1e6);

    assertThat(sliced.sliced()).isTrue();
    assertThat(whole.sliced()).isFalse();
    assertThat(cells().sliced()).isFalse();
    assertThat(sliced.stateBytes()).isBetween(400_000_000L, 410_000_000L);
    assertThat(whole.driverHeap()).isGreaterThan(5 * sliced.driverHeap() / 2);
    assertThat(sliced.resultBytes()).isLessThan(GB);
  }

  @Test
  void resultsLargerThanTheDriverTakesAreRefusedWithTheSetting() {
    assertThatThrownBy(() -> limits(8, 16, 0.01).require(cells()))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("spark.driver.maxResultSize is 10 MB")
        .hasMessageContaining("--conf spark.driver.maxResultSize=1g");
  }

  @Test
  void heapsThatCannotHoldTheModelAreRefusedWithTheSetting() {
    assertThatThrownBy(() -> limits(0.03, 16, 1).require(cells()))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("--driver-memory");
    assertThatThrownBy(() -> limits(8, 0.03, 1).require(cells()))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("--executor-memory");
  }

  @Test
  void whatIsTightIsWarnedOfWithTheSetting() {
    assertThat(limits(8, 1, 1).warnings(cells()))
        .singleElement()
        .asString()
        .contains("an executor's heap is 1024 MB", "--executor-memory");
    assertThat(limits(0.4, 16, 1).warnings(cells()))
        .singleElement()
        .asString()
        .contains("the driver's heap is", "--driver-memory");
    assertThat(limits(8, 0.03, 1).warnings(cells()))
        .anyMatch(text -> text.contains("a quarter of its heap") && text.contains("lower rank"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1g",
    "1073741824, 1g",
    "1073741825, 1280m",
    "1610612736, 1536m",
    "1900000000, 2g"
  })
  void settingsAreWrittenAsSparkReadsThem(long bytes, String setting) {
    assertThat(FitPlan.setting(bytes)).isEqualTo(setting);
  }
}
