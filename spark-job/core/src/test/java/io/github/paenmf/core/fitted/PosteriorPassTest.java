package io.github.paenmf.core.fitted;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.BlockBuilder;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.Whitening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosteriorPassTest {

  private static final FittedModel MODEL = ExampleModel.recommended();
  private static final float[][] ROWS = ExampleModel.rows(900);

  @ParameterizedTest
  @CsvSource({"1, 1000000, false", "2, 64, false", "7, 1, false", "30, 64, true", "3, 200, true"})
  void theSampleDoesNotDependOnPartitionsBlocksOrSparsity(
      int partitions, int blockBytes, boolean sparse) {
    StoredPosteriors expected = sample(ROWS, 100, 1, 1 << 20, false, 3);

    assertThat(sample(ROWS, 100, partitions, blockBytes, sparse, 3))
        .usingRecursiveComparison()
        .isEqualTo(expected);
    assertThat(expected.count()).isEqualTo(100);
    assertThat(sample(ROWS, 100, 1, 1 << 20, false, 4).scale()).isNotEqualTo(expected.scale());
  }

  @Test
  void everyRowOfASmallTableIsKeptWithTheBitsOfItsScore() {
    StoredPosteriors kept = sample(ROWS, 2000, 3, 256, false, 1);
    Set<List<Float>> found = new HashSet<>();
    for (int i = 0; i < kept.count(); i++) {
      found.add(both(kept.row(i).scale(), kept.row(i).shape()));
    }
    RowScorer scorer = new RowScorer(MODEL);

    assertThat(kept.count()).isEqualTo(ROWS.length);
    assertThat(kept.weight()).isNull();
    for (float[] row : ROWS) {
      RowScore score = scorer.score(row, false);
      assertThat(found).contains(both(score.scale(), score.shape()));
    }
  }

  @Test
  void posteriorsFromScoresAreThoseOfTheRows() {
    int m = ExampleModel.FEATURES;
    Weights trained = MODEL.encoder();
    float[] directions = new float[m * m];
    for (int t = 0; t < m; t++) {
      directions[t * m + t] = 2;
    }
    Whitening whitening = new Whitening(m, m, directions, new float[m]);
    FittedModel model = FittedModel.of(trained, whitening, MODEL.latent(), 1);
    float[] rows = new float[3 * m];
    float[] scores = new float[3 * m];
    for (int i = 0; i < 3; i++) {
      for (int t = 0; t < m; t++) {
        rows[i * m + t] = ROWS[i][t];
        scores[t * 3 + i] = 2 * ROWS[i][t];
      }
    }
    PosteriorPass pass = PosteriorPass.of(model, 1, 10, 3);
    PosteriorSample sums = pass.empty();
    DenseBlock block = new DenseBlock(3, m, rows, null, new long[] {1, 2, 3}, null);
    pass.fold(null, new DataBlock(block, scores), sums);
    StoredPosteriors kept = sums.stored();

    RowScorer scorer = new RowScorer(model);
    assertThat(kept.count()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      RowPosterior expected = scorer.posterior(null, ROWS[i]);
      assertThat(
              IntStream.range(0, 3)
                  .mapToDouble(j -> kept.row(j).symmetricDivergence(expected))
                  .min()
                  .orElseThrow())
          .isLessThan(1e-6);
    }
  }

  @Test
  void equalRowsAreDrawnEachByItself() {
    float[][] rows = new float[400][];
    Arrays.fill(rows, ROWS[0]);

    assertThat(sample(rows, 150, 1, 64, false, 1).count()).isEqualTo(150);
    assertThat(sample(rows, 150, 5, 1 << 20, true, 1).count()).isEqualTo(150);
  }

  @Test
  void weightsAreKeptAndAWeightOfZeroIsNoRow() {
    List<DataPoint> points = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      points.add(DataPoint.dense(ROWS[i], i % 5));
    }
    StoredPosteriors kept = sample(points, 2000, 2, 64, false, 1);

    assertThat(kept.count()).isEqualTo(40);
    assertThat(kept.weight()).containsOnly(1, 2, 3, 4);
  }

  private static StoredPosteriors sample(
      float[][] rows, int most, int partitions, int blockBytes, boolean sparse, long seed) {
    List<DataPoint> points = new ArrayList<>();
    for (float[] row : rows) {
      points.add(DataPoint.dense(row, 1));
    }
    return sample(points, most, partitions, blockBytes, sparse, seed);
  }

  private static StoredPosteriors sample(
      List<DataPoint> points, int most, int partitions, int blockBytes, boolean sparse, long seed) {
    BlockBuilder builder =
        new BlockBuilder(new BlockLayout(sparse, partitions, blockBytes), ExampleModel.FEATURES);
    PosteriorPass pass = new PosteriorPass(MODEL, seed, most, points.size());
    PosteriorSample sum = pass.empty();
    for (int p = 0; p < partitions; p++) {
      int partition = p;
      List<DataPoint> share =
          new ArrayList<>(
              points.stream().filter(x -> x.partition(partitions) == partition).toList());
      PosteriorSample sums = pass.empty();
      for (Block block : builder.build(share)) {
        pass.fold(null, DataBlock.of(block), sums);
      }
      sum.add(sums);
    }
    return sum.stored();
  }

  private static List<Float> both(float[] scale, float[] shape) {
    List<Float> all = new ArrayList<>();
    for (float v : scale) {
      all.add(v);
    }
    for (float v : shape) {
      all.add(v);
    }
    return all;
  }
}
