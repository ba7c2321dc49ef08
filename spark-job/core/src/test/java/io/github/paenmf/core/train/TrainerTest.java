package io.github.paenmf.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits of a small table made of known parts and noise, at the default number of rounds. */
class TrainerTest {

  private static final int ROWS = 120;
  private static final int FEATURES = 20;
  private static final int RANK = 3;

  @Test
  void oneSeedGivesTheSameBits() {
    TrainingResult first = fit(table(1), 4, params(RANK).build());
    TrainingResult second = fit(table(1), 4, params(RANK).build());
    assertThat(second.weights().parts()).isEqualTo(first.weights().parts());
    assertThat(second.weights().scaleCoefficients()).isEqualTo(first.weights().scaleCoefficients());
    assertThat(second.weights().shapeCoefficients()).isEqualTo(first.weights().shapeCoefficients());
    assertThat(second.figures()).isEqualTo(first.figures());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 16})
  void partitionsAgree(int partitions) {
    TrainingResult one = fit(table(1), 1, params(RANK).build());
    TrainingResult many = fit(table(1), partitions, params(RANK).build());
    assertThat(Math.abs(many.figures().negativeElbo() - one.figures().negativeElbo()))
        .isLessThan(1e-5 * FEATURES);
    for (int j = 0; j < RANK; j++) {
      double gap = 0;
      double size = 0;
      for (int t = j * FEATURES; t < (j + 1) * FEATURES; t++) {
        double part = one.weights().parts()[t];
        gap += Math.pow(many.weights().parts()[t] - part, 2);
        size += part * part;
      }
      assertThat(Math.sqrt(gap / size)).as("part %d", j).isLessThan(1e-3);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NEWTON, EXPECTED, false",
    "ADAM, RANDOM, false",
    "ADAM, MEDIAN, false",
    "ADAM, EXPECTED, false",
    "GRADIENT_DESCENT, RANDOM, true"
  })
  void solversStayFinite(SolverKind solver, Reading reading, boolean paper) {
    TrainingParams.Builder params = params(RANK).solver(solver).reading(reading);
    if (paper) {
      params.latent(LatentSpec.paper(1, 1));
    }
    TrainingResult result = fit(table(1), 2, params.build());
    assertThat(result.figures().negativeElbo()).isFinite();
    assertThat(result.figures().relativeError()).isBetween(0.0, 1.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e6})
  void unitsDoNotMatter(double unit) {
    TrainingResult plain = fit(table(1), 2, params(RANK).build());
    TrainingResult scaled = fit(table(unit), 2, params(RANK).build());
    double error = plain.figures().relativeError();
    assertThat(Math.abs(scaled.figures().relativeError() - error)).isLessThan(0.01 * error);
    for (int j = 0; j < RANK; j++) {
      assertThat(cosine(plain.weights().parts(), scaled.weights().parts(), j))
          .as("part %d", j)
          .isGreaterThan(0.999);
    }
  }

  @Test
  void aRankAboveTheTableIsRefused() {
    assertThatThrownBy(() -> fit(table(1), 1, params(FEATURES + 1).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank is 21, expected 1 to 20");
  }

  @Test
  void aTableOfZerosIsRefused() {
    assertThatThrownBy(() -> fit(table(0), 1, params(RANK).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("every value of the table is 0");
  }

  @Test
  void rowsAllAlikeFit() {
    float[] row = new float[FEATURES];
    for (int t = 0; t < FEATURES; t++) {
      row[t] = 1 + t;
    }
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(row.clone());
    }
    TrainingResult result = fit(rows, 2, params(2).build());
    assertThat(result.figures().negativeElbo()).isFinite();
    assertThat(result.figures().relativeError()).isLessThan(0.1);
  }

  @Test
  void oneLatentFits() {
    TrainingResult result = fit(table(1), 2, params(1).build());
    assertThat(result.figures().negativeElbo()).isFinite();
    assertThat(result.figures().relativeError()).isBetween(0.0, 0.9);
  }

  private static TrainingParams.Builder params(int rank) {
    return TrainingParams.builder(rank).seed(7);
  }

  private static TrainingResult fit(List<float[]> rows, int partitions, TrainingParams params) {
    List<DataPoint> points = rows.stream().map(row -> DataPoint.dense(row, 1)).toList();
    long values = (long) rows.size() * FEATURES;
    BlockLayout layout = BlockLayout.of(rows.size(), FEATURES, values, 0, partitions);
    try (InProcessSource source = InProcessSource.of(points, FEATURES, layout, CpuKernel::new, 2)) {
      return new Trainer(params, TrainingListener.SILENT).fit(source);
    }
  }

  private static List<float[]> table(double unit) {
    SplittableRandom random = new SplittableRandom(3);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double[] row = new double[FEATURES];
      for (int j = 0; j < RANK; j++) {
        double h = -Math.log(1 - random.nextDouble());
        for (int t = 0; t < FEATURES; t++) {
          row[t] += t % RANK == j ? h * (1 + t / 10.0) : 0.1 * h;
        }
      }
      float[] values = new float[FEATURES];
      for (int t = 0; t < FEATURES; t++) {
        values[t] = (float) (unit * Math.max(0, row[t] + 0.5 * random.nextGaussian()));
      }
      rows.add(values);
    }
    return rows;
  }

  private static double cosine(float[] a, float[] b, int part) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int t = part * FEATURES; t < (part + 1) * FEATURES; t++) {
      ab += (double) a[t] * b[t];
      aa += (double) a[t] * a[t];
      bb += (double) b[t] * b[t];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
