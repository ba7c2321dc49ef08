package io.github.paenmf.core.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.PartsUpdate;
import io.github.paenmf.core.train.StatisticsSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NmfTrainerTest {

  private static final int N = 150;
  private static final int M = 40;
  private static final int RANK = 5;

  @Test
  void anExactFactorisationIsFound() {
    for (PartsStart start : PartsStart.values()) {
      NmfFit fit = fit(table(0), new NmfSettings(RANK, 300, 0, 7, start, PartsUpdate.HALS));

      assertThat(fit.figures().relativeError()).as(start.name()).isLessThan(5e-3);
      assertThat(fit.history()).hasSize(300);
      assertThat(fit.passes()).isEqualTo(start == PartsStart.RANDOM ? 302 : 306);
    }
  }

  @Test
  void theErrorFallsAndTolEndsTheFit() {
    for (PartsUpdate solver : PartsUpdate.values()) {
      NmfFit fit = fit(table(0.1), new NmfSettings(RANK, 500, 1e-4, 1, PartsStart.NNDSVD, solver));
      List<NmfRecord> history = fit.history();

      assertThat(history.size()).isBetween(11, 499);
      double last = history.get(history.size() - 1).relativeError();
      assertThat(last).isLessThan(history.get(0).relativeError());
      assertThat(fit.figures().relativeError()).isCloseTo(last, within(1e-4));
      if (solver == PartsUpdate.MULTIPLICATIVE) {
        for (int i = 1; i < history.size(); i++) {
          assertThat(history.get(i).relativeError())
              .isLessThan(history.get(i - 1).relativeError() + 1e-4);
        }
      }
    }
  }

  @Test
  void rowsSolvedOneByOneGiveTheErrorOfTheFit() {
    double[][] table = table(0.1);
    NmfFit fit = fit(table, new NmfSettings(RANK, 50, 0, 1, PartsStart.NNDSVD, PartsUpdate.HALS));
    NmfRowSolver solver = new NmfRowSolver(fit.model());
    double error = 0;
    double norm = 0;
    for (double[] row : table) {
      float[] values = new float[M];
      for (int t = 0; t < M; t++) {
        values[t] = (float) row[t];
        norm += row[t] * row[t];
      }
      NmfRowSolver.Solved solved = solver.solve(null, values);
      assertThat(solved.squaredError())
          .isCloseTo(plainError(fit.model(), values, solved.coefficients()), within(1e-6));
      error += solved.squaredError();
    }

    assertThat(Math.sqrt(error / norm)).isCloseTo(fit.figures().relativeError(), within(1e-4));
  }

  @Test
  void unitsOfTheTableDoNotMatter() {
    double[][] small = table(0.1);
    double[][] large = table(0.1);
    for (double[] row : large) {
      for (int t = 0; t < M; t++) {
        row[t] *= 1e6;
      }
    }
    NmfSettings settings = new NmfSettings(RANK, 60, 0, 1, PartsStart.NNDSVD, PartsUpdate.HALS);

    assertThat(fit(large, settings).figures().relativeError())
        .isCloseTo(fit(small, settings).figures().relativeError(), within(1e-3));
  }

  @Test
  void whatCannotBeFactorisedIsNamed() {
    NmfSettings settings = new NmfSettings(M + 1, 5, 0, 1, PartsStart.NNDSVD, PartsUpdate.HALS);
    assertThatThrownBy(() -> fit(table(0), settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank is 41, expected 1 to 40");
    NmfSettings two = new NmfSettings(2, 5, 0, 1, PartsStart.NNDSVD, PartsUpdate.HALS);
    assertThatThrownBy(() -> fit(new double[3][3], two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("every value of the table is 0");
    assertThatThrownBy(() -> new NmfSettings(0, 5, 0, 1, PartsStart.NNDSVD, PartsUpdate.HALS))
        .hasMessageContaining("rank is 0, expected at least 1");
  }

  private static double plainError(FittedNmf model, float[] row, double[] h) {
    double error = 0;
    for (int t = 0; t < M; t++) {
      double left = row[t];
      for (int j = 0; j < RANK; j++) {
        left -= h[j] * model.parts()[j * M + t];
      }
      error += left * left;
    }
    return error;
  }

  private static NmfFit fit(double[][] rows, NmfSettings settings) {
    int m = rows[0].length;
    List<DataPoint> points = new ArrayList<>();
    for (double[] row : rows) {
      float[] values = new float[m];
      for (int t = 0; t < m; t++) {
        values[t] = (float) row[t];
      }
      points.add(DataPoint.dense(values, 1f));
    }
    BlockLayout layout = BlockLayout.of(rows.length, m, (long) rows.length * m, 0, 2);
    try (StatisticsSource source = InProcessSource.of(points, m, layout, CpuKernel::new, 2)) {
      return new NmfTrainer(settings, line -> {}).fit(source);
    }
  }

  private static double[][] table(double noise) {
    Random random = new Random(5);
    double[][] parts = new double[RANK][M];
    for (double[] part : parts) {
      for (int t = 0; t < M; t++) {
        part[t] = random.nextDouble() < 0.4 ? random.nextDouble() : 0;
      }
    }
    double[][] rows = new double[N][M];
    for (double[] row : rows) {
      for (double[] part : parts) {
        double h = -Math.log(1 - random.nextDouble());
        for (int t = 0; t < M; t++) {
          row[t] += h * part[t];
        }
      }
      for (int t = 0; t < M; t++) {
        row[t] = Math.max(0, row[t] + noise * random.nextGaussian());
      }
    }
    return rows;
  }
}
