package io.github.paenmf.core.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockSelectionTest {

  private static final int ROWS = 4000;

  @Test
  void foldsShareTheRowsOut() {
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[3];
    for (int i = 0; i < ROWS; i++) {
      long key = random.nextLong();
      int folds = 0;
      for (int fold = 0; fold < 3; fold++) {
        RowShare share = RowShare.fold(fold, 3, 5);
        if (share.contains(key)) {
          folds++;
          counts[fold]++;
        }
        assertThat(share.complement().contains(key)).isEqualTo(!share.contains(key));
      }
      assertThat(folds).isEqualTo(1);
    }
    for (int count : counts) {
      assertThat(count).isBetween(ROWS / 3 - 150, ROWS / 3 + 150);
    }
  }

  @Test
  void seedsDrawOtherFolds() {
    SplittableRandom random = new SplittableRandom(2);
    int same = 0;
    for (int i = 0; i < ROWS; i++) {
      long key = random.nextLong();
      same += RowShare.fold(0, 2, 1).contains(key) == RowShare.fold(0, 2, 2).contains(key) ? 1 : 0;
    }
    assertThat(same).isBetween(ROWS / 2 - 200, ROWS / 2 + 200);
  }

  @Test
  void denseAndSparseBlocksAreCutAlike() {
    float[] values = {1, 0, 2, 0, 3, 4, 5, 0, 6};
    long[] keys = {11, 12, 13};
    float[] weights = {1, 2, 3};
    Block dense = new DenseBlock(3, 3, values, weights, keys);
    Block sparse =
        new CsrBlock(
            3,
            3,
            new int[] {0, 2, 4, 6},
            new int[] {0, 2, 1, 2, 0, 2},
            new float[] {1, 2, 3, 4, 5, 6},
            weights,
            keys);
    RowShare share = new RowShare(0, 0, 1, true);
    BlockSelection hidden = new BlockSelection(share, new boolean[] {false, false, true});
    DenseBlock cutDense = (DenseBlock) hidden.of(dense);
    CsrBlock cutSparse = (CsrBlock) hidden.of(sparse);
    assertThat(cutDense.values()).containsExactly(1, 0, 0, 0, 3, 0, 5, 0, 0);
    assertThat(cutSparse.values()).containsExactly(1, 3, 5);
    assertThat(cutSparse.columns()).containsExactly(0, 1, 0);
    assertThat(cutSparse.rowStart()).containsExactly(0, 1, 2, 3);
    assertThat(cutSparse.weights()).containsExactly(weights);
  }

  @Test
  void rowsKeepTheirWeightsAndKeys() {
    long[] keys = {3, 99, 1234, -7, 42};
    float[] values = {10, 11, 12, 13, 14};
    Block block = new DenseBlock(5, 1, values, new float[] {0, 1, 2, 3, 4}, keys);
    RowShare share = RowShare.fold(0, 2, 1);
    DenseBlock inside = (DenseBlock) BlockSelection.of(share).of(block);
    DenseBlock outside = (DenseBlock) BlockSelection.of(share.complement()).of(block);
    assertThat(inside.rows() + outside.rows()).isEqualTo(5);
    for (DenseBlock part : new DenseBlock[] {inside, outside}) {
      for (int i = 0; i < part.rows(); i++) {
        assertThat(part.values()[i]).isEqualTo(10 + part.weights()[i]);
        assertThat(part.keys()[i]).isEqualTo(keys[(int) part.weights()[i]]);
      }
    }
  }

  @Test
  void rowsKeepTheirExtraInputs() {
    long[] keys = {3, 99, 1234, -7, 42};
    float[] values = {10, 11, 12, 13, 14};
    float[] extra = {20, 21, 22, 23, 24, -30, -31, -32, -33, -34};
    Block dense = new DenseBlock(5, 1, values, null, keys, extra);
    Block sparse =
        new CsrBlock(5, 1, new int[] {0, 1, 2, 3, 4, 5}, new int[5], values, null, keys, extra);
    RowShare share = RowShare.fold(0, 2, 1);
    for (Block block : new Block[] {dense, sparse}) {
      Block part = BlockSelection.of(share).of(block);
      assertThat(part.rows()).isBetween(1, 4);
      assertThat(part.exogenousInputs()).isEqualTo(2);
      float[] left = part instanceof DenseBlock of ? of.values() : ((CsrBlock) part).values();
      for (int i = 0; i < part.rows(); i++) {
        assertThat(part.exogenous()[i]).isEqualTo(left[i] + 10);
        assertThat(part.exogenous()[part.rows() + i]).isEqualTo(-left[i] - 20);
      }
    }
  }

  @Test
  void theWholeTableIsNotCopied() {
    Block block = new DenseBlock(1, 1, new float[] {1}, null, new long[] {5});
    assertThat(BlockSelection.ALL.of(block)).isSameAs(block);
  }
}
