package io.github.paenmf.cuda.slab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  /** Rows (0 5 0 7), () | (1 0 0 2). */
  private static final Slab SMALL =
      Slab.of(
          List.of(
              block(new int[] {0, 2, 2}, new int[] {1, 3}, 5, 7),
              block(new int[] {0, 2}, new int[] {0, 3}, 1, 2)));

  private static DataBlock block(int[] rowStart, int[] columns, float... values) {
    int rows = rowStart.length - 1;
    return DataBlock.of(new CsrBlock(rows, 4, rowStart, columns, values, null, new long[rows]));
  }

  @Test
  void columnsOfTwoBlocksAreOne() {
    Columns columns = Columns.of(SMALL);

    assertThat(columns.rows()).containsExactly(2, 0, 0, 2);
    assertThat(columns.values()).containsExactly(1, 5, 7, 2);
    assertThat(columns.columnStretches()).containsExactly(0, 1, 2, 2, 3);
    assertThat(columns.stretchStart()).containsExactly(0, 1, 2, 4);
    assertThat(SMALL.rowStart()).containsExactly(0, 2, 2, 4);
  }

  @Test
  void aLongColumnIsCutIntoStretches() {
    int rows = 2 * Columns.STRETCH + 1;
    int[] start = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      start[i + 1] = i + 1;
    }
    int[] columns = new int[rows];
    columns[rows - 1] = 3;
    Columns cut = Columns.of(Slab.of(List.of(block(start, columns, new float[rows]))));

    assertThat(cut.columnStretches()).containsExactly(0, 2, 2, 2, 3);
    assertThat(cut.stretchStart()).containsExactly(0, Columns.STRETCH, 2 * Columns.STRETCH, rows);
    assertThat(cut.rows()).isSorted();
    assertThat(cut.order()).containsExactly(0, 1, 2);
  }

  @Test
  void stretchesThatReadTheSameRowsFollowEachOther() {
    // Two columns with a non-zero in every hundredth row of three ranges.
    int rows = 3 * Columns.RANGE;
    int[] start = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      start[i + 1] = start[i] + (i % 100 == 0 ? 2 : 0);
    }
    int[] columns = new int[start[rows]];
    for (int p = 0; p < columns.length; p++) {
      columns[p] = p % 2 == 0 ? 1 : 3;
    }
    Columns cut = Columns.of(Slab.of(List.of(block(start, columns, new float[columns.length]))));

    assertThat(cut.columnStretches()).containsExactly(0, 0, 3, 3, 6);
    assertThat(cut.order()).containsExactly(0, 3, 1, 4, 2, 5);
    for (int s = 1; s < 6; s++) {
      assertThat(cut.rows()[cut.stretchStart()[s]] / Columns.RANGE).isEqualTo(s % 3);
    }
  }

  /** A column with few non-zeros stays whole, wherever they are. */
  @Test
  void aShortColumnIsNotCut() {
    int rows = 4 * Columns.RANGE;
    int[] start = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      start[i + 1] = start[i] + (i % (rows / 32) == 0 ? 1 : 0);
    }
    int[] columns = new int[start[rows]];
    Columns cut = Columns.of(Slab.of(List.of(block(start, columns, new float[columns.length]))));

    assertThat(cut.stretches()).isEqualTo(1);
  }

  @Test
  void theEstimateIsNeverTooLow() {
    long estimate =
        SMALL.blocks().stream().mapToLong(block -> SlabUpload.estimate(block.x())).sum();
    assertThat(estimate).isGreaterThanOrEqualTo(new SlabUpload(SMALL).bytes());
  }
}
