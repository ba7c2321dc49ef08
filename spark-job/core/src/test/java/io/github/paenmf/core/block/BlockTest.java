package io.github.paenmf.core.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a table is cut, and that only its content decides. */
class BlockTest {

  private static final int FEATURES = 7;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void arrivalOrderDoesNotMatter(boolean sparse) {
    BlockBuilder builder = new BlockBuilder(new BlockLayout(sparse, 1, 200), FEATURES);
    List<DataPoint> points = points();
    List<DataPoint> shuffled = new ArrayList<>(points);
    Collections.shuffle(shuffled, new Random(4));
    assertThat(shuffled).isNotEqualTo(points);
    List<Block> expected = builder.build(points);
    assertThat(expected).hasSizeGreaterThan(2);
    assertThat(builder.build(shuffled)).usingRecursiveComparison().isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void denseAndSparsePointsMakeTheSameBlocks(boolean sparse) {
    BlockBuilder builder = new BlockBuilder(new BlockLayout(sparse, 1, 1 << 20), FEATURES);
    List<DataPoint> points = points();
    List<DataPoint> compressed = new ArrayList<>(points.stream().map(BlockTest::sparse).toList());
    assertThat(builder.build(compressed))
        .usingRecursiveComparison()
        .isEqualTo(builder.build(points));
  }

  @Test
  void aWeightStaysWithItsRow() {
    float[] first = {1, 0, 0, 0, 0, 0, 0};
    float[] second = {2, 0, 0, 0, 0, 0, 0};
    List<DataPoint> points =
        new ArrayList<>(List.of(DataPoint.dense(first, 3), DataPoint.dense(second, 5)));
    Block block = new BlockBuilder(new BlockLayout(false, 1, 1000), FEATURES).build(points).get(0);
    DenseBlock dense = (DenseBlock) block;
    for (int i = 0; i < 2; i++) {
      assertThat(dense.weights()[i]).isEqualTo(dense.values()[i * FEATURES] == 1 ? 3 : 5);
    }
  }

  @Test
  void aHashIsOfContentAlone() {
    float[] row = {0, 1.5f, 0, 2, 0};
    long hash = RowHash.dense(row, 0, 5);
    assertThat(RowHash.sparse(new int[] {1, 3}, new float[] {1.5f, 2}, 0, 2, 5)).isEqualTo(hash);
    assertThat(RowHash.sparse(new int[] {0, 1, 3}, new float[] {0, 1.5f, 2}, 0, 3, 5))
        .as("a stored zero")
        .isEqualTo(hash);
    float[] beside = {9, 0, 1.5f, 0, 2, 0, 9};
    assertThat(RowHash.dense(beside, 1, 5)).isEqualTo(hash);
    assertThat(RowHash.dense(new float[] {0, 2, 0, 1.5f, 0}, 0, 5)).isNotEqualTo(hash);
    assertThat(RowHash.dense(new float[] {0, 1.5f, 0, 2, 0, 0}, 0, 6)).isNotEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource({
    // rows, features, non-zeros, sparse, partitions
    "1000, 100, 24999, true, 1",
    "1000, 100, 25000, false, 1",
    "1048576, 1, 1048576, false, 4",
    "1048576, 32, 33554432, false, 8",
    "1048576, 64, 67108864, false, 16",
    "2, 1048576, 2097152, false, 2"
  })
  void theCutGoesBySize(long rows, int features, long nonZeros, boolean sparse, int partitions) {
    BlockLayout layout = BlockLayout.of(rows, features, nonZeros, 0, 0);
    assertThat(layout.sparse()).isEqualTo(sparse);
    assertThat(layout.partitions()).isEqualTo(partitions);
    assertThat(layout.blockBytes()).isEqualTo((sparse ? 4 : 2) << 20);
  }

  @Test
  void aBlockHasAtLeastOneRow() {
    BlockLayout layout = BlockLayout.of(10, 1000, 10_000, 0.001, 3);
    assertThat(layout.partitions()).isEqualTo(3);
    assertThat(layout.rowsPerBlock(1000, 1000)).isEqualTo(1);
    assertThat(new BlockLayout(false, 1, 4000).rowsPerBlock(100, 100)).isEqualTo(10);
    assertThat(new BlockLayout(false, 1, 40_000).rowsPerBlock(100, 100)).isEqualTo(96);
    assertThat(new BlockLayout(true, 1, 4400).rowsPerBlock(100, 5)).isEqualTo(100);
  }

  private static List<DataPoint> points() {
    SplittableRandom random = new SplittableRandom(2);
    List<DataPoint> points = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      float[] row = new float[FEATURES];
      for (int t = 0; t < FEATURES; t++) {
        row[t] = Math.max(0, (float) random.nextDouble(-1, 1));
      }
      points.add(DataPoint.dense(row, 1 + i % 2));
    }
    // Twice the same row with two weights: told apart by the weight.
    points.add(DataPoint.dense(points.get(0).values().clone(), 9));
    return points;
  }

  private static DataPoint sparse(DataPoint point) {
    int[] indices = new int[point.nonZeros()];
    float[] values = new float[indices.length];
    int next = 0;
    for (int t = 0; t < FEATURES; t++) {
      if (point.values()[t] != 0) {
        indices[next] = t;
        values[next++] = point.values()[t];
      }
    }
    return DataPoint.sparse(FEATURES, indices, values, point.weight());
  }
}
