package io.github.paenmf.cuda.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryPlanTest {

  private static final long GB = 1L << 30;

  @Test
  void tasksThatShareADeviceNeverTakeMoreThanThereIs() {
    for (int tasks = 1; tasks <= 8; tasks++) {
      MemoryPlan plan = MemoryPlan.of(80 * GB, 1.0 / tasks);
      assertThat(plan.residentBytes() + tasks * plan.workBytes()).isLessThanOrEqualTo(80 * GB);
      // Two slabs under way, the latents and the partial products.
      assertThat(2 * plan.slabBytes() + plan.workBytes() / 2 + plan.partialBytes())
          .isLessThanOrEqualTo(plan.workBytes());
    }
  }

  @Test
  void slabsAreLargeOnALargeDeviceAndSmallOnASmallOne() {
    assertThat(MemoryPlan.of(80 * GB, 1).rows(50)).isEqualTo(MemoryPlan.MOST_ROWS);
    assertThat(MemoryPlan.of(GB / 64, 1).rows(50)).isBetween(100, 5000);
    assertThat(MemoryPlan.of(1000, 1).rows(50)).isEqualTo(1);
    assertThat(MemoryPlan.of(80 * GB, 1).slabBytes()).isEqualTo(MemoryPlan.MOST_BYTES);
  }

  @Test
  void aShareIsAboveZeroAndAtMostOne() {
    for (double fraction : new double[] {0, -1, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> MemoryPlan.of(GB, fraction))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(Double.toString(fraction));
    }
  }
}
