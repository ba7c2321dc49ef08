package io.github.paenmf.core.fitted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.vector.VectorModule;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows scored several at a time against rows scored one at a time. */
class BatchScorerTest {

  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @CsvSource({"1, 1", "9, 361", "16, 32", "17, 4501", "81, 77"})
  void severalRowsHaveTheBitsOfOneRow(int rank, int features) {
    FittedModel model = model(rank, features);
    BatchScorer batch = new BatchScorer(model, 8);
    RowScorer single = new RowScorer(model);
    for (int n : new int[] {8, 1, 5, 0, 4}) {
      float[][] rows = new float[n][];
      for (int i = 0; i < n; i++) {
        double[] row = row(features, i == 3 ? 1e30 : 1);
        rows[i] = narrow(row);
        System.arraycopy(bits(row), 0, batch.row(), 0, features);
        assertThat(batch.load(i)).isTrue();
      }
      float[] scored = batch.coefficients(n);
      for (int i = 0; i < n; i++) {
        assertThat(Arrays.copyOfRange(scored, i * rank, (i + 1) * rank))
            .isEqualTo(single.coefficients(null, rows[i], null));
      }
    }
  }

  @Test
  void sumsBeyondTheRangeOfFloatsAreThoseOfOneRow() {
    FittedModel model = model(3, 40);
    BatchScorer batch = new BatchScorer(model, 4);
    float[] values = new float[40];
    Arrays.fill(values, Float.MAX_VALUE);
    float[] usual = narrow(row(40, 1));
    batch.load(0, usual);
    batch.load(1, values);
    float[] scored = batch.coefficients(2).clone();
    RowScorer single = new RowScorer(model);
    assertThat(Arrays.copyOfRange(scored, 0, 3)).isEqualTo(single.coefficients(null, usual, null));
    assertThat(Arrays.copyOfRange(scored, 3, 6)).isEqualTo(single.coefficients(null, values, null));
  }

  @Test
  void numbersAreNarrowedAsACastDoes() {
    for (int trial = 0; trial < 500; trial++) {
      double[] row = new double[32];
      for (int t = 0; t < row.length; t++) {
        row[t] =
            switch (random.nextInt(4)) {
              case 0 -> 0;
              case 1 -> Math.scalb(1 + random.nextDouble(), random.nextInt(-126, 127));
              // Halfway between two floats.
              case 2 -> (float) random.nextDouble(0.5, 1) + 0x1p-25;
              default -> random.nextBoolean() ? Float.MAX_VALUE : Float.MIN_NORMAL;
            };
      }
      for (BatchLoops loops : loops()) {
        long[] bits = bits(row);
        assertThat(loops.inRange(bits)).isTrue();
        loops.round(bits);
        float[] narrow = new float[35];
        loops.pack(bits, 32, narrow, 3);
        for (int t = 0; t < 32; t++) {
          assertThat(narrow[3 + t - t % 16 + BatchLoops.position(t % 16)])
              .isEqualTo((float) row[t]);
        }
      }
    }
  }

  @Test
  void numbersToBeCheckedAreNoticedAnywhere() {
    for (double value :
        new double[] {
          -1,
          -0.0,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Math.nextUp((double) Float.MAX_VALUE),
          Math.nextDown((double) Float.MIN_NORMAL),
          Double.MIN_VALUE
        }) {
      for (BatchLoops loops : loops()) {
        for (int t = 0; t < 16; t++) {
          double[] row = row(16, 1);
          assertThat(loops.inRange(bits(row))).isTrue();
          row[t] = value;
          assertThat(loops.inRange(bits(row))).as("%s at %d", value, t).isFalse();
        }
      }
    }
  }

  @Test
  void plainAndVectorLoopsGiveTheSameBits() {
    BatchLoops[] loops = loops();
    assertThat(loops[1] instanceof PlainBatchLoops).isNotEqualTo(VectorModule.present());
    int steps = 5;
    float[] values = narrow(row(4 * steps * 16, 1));
    float[] table = narrow(row(16 * steps * BatchLoops.OUTPUTS, 1));
    float[][] sums = new float[2][16 * BatchLoops.ROWS * BatchLoops.OUTPUTS];
    for (int i = 0; i < 2; i++) {
      loops[i].sums(values, 0, steps * 16, steps, table, 0, sums[i]);
    }
    assertThat(sums[1]).isEqualTo(sums[0]);
  }

  @Test
  void moreRowsThanThereIsRoomForAreRefused() {
    assertThatThrownBy(() -> new BatchScorer(model(2, 3), 8).coefficients(9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("9 rows, expected 0 to 8");
    assertThatThrownBy(() -> new BatchScorer(model(2, 3), 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capacity is 6, expected a multiple of 4");
  }

  private static BatchLoops[] loops() {
    return new BatchLoops[] {
      new PlainBatchLoops(),
      VectorModule.choose(BatchLoops.class, "VectorBatchLoops", PlainBatchLoops::new)
    };
  }

  private FittedModel model(int rank, int features) {
    return FittedModel.of(
        new Weights(
            rank,
            features,
            features,
            even(rank * features, 0),
            even(rank * features, -1),
            even(rank, -1),
            even(rank * features, -1),
            even(rank, -1),
            0.25),
        null,
        LatentSpec.recommended(1, 1),
        1);
  }

  private double[] row(int features, double factor) {
    double[] row = new double[features];
    for (int t = 0; t < features; t++) {
      row[t] = t % 3 == 1 ? 0 : factor * random.nextDouble(0.001, 2);
    }
    return row;
  }

  private static long[] bits(double[] row) {
    return Arrays.stream(row).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static float[] narrow(double[] row) {
    float[] narrow = new float[row.length];
    for (int t = 0; t < row.length; t++) {
      narrow[t] = (float) row[t];
    }
    return narrow;
  }

  private float[] even(int count, double least) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(least, 1) / 8;
    }
    return values;
  }
}
