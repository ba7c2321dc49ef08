package io.github.paenmf.core.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.NmfRound;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingResult;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** Every criterion against its definition, and the study that asks them. */
class CriteriaTest {

  private static final int N = 80;
  private static final int M = 30;
  private static final int RANK = 3;
  private static final List<Integer> TRIED = IntStream.rangeClosed(1, 6).boxed().toList();

  @Test
  void theModelsLengthIsBitsBackAndACodeForTheParts() {
    float[][] rows = SmallTables.known(N, M, RANK, 0.3, 1, 1);
    try (InProcessSource source = SmallTables.source(rows, 1)) {
      Candidate candidate = new Candidate(source, params(4), TrainingListener.SILENT);
      double nats = N * candidate.model().result().figures().negativeElbo();
      double expected = (nats + 0.5 * M * 4 * Math.log(N)) / Math.log(2);
      assertThat(new ModelLength(ModelLength.PartsCode.COUNT).at(candidate).value())
          .isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }
  }

  /** In other units each of the n m values costs the logarithm of the unit more, and no other. */
  @Test
  void unitsMoveTheModelsLengthByAConstant() {
    for (ModelLength.PartsCode code : ModelLength.PartsCode.values()) {
      double plain = value(new ModelLength(code), SmallTables.known(N, M, RANK, 0.3, 1, 1));
      double scaled = value(new ModelLength(code), SmallTables.known(N, M, RANK, 0.3, 1024, 1));
      assertThat(scaled - plain).as("%s", code).isCloseTo(N * M * 10.0, within(20.0));
    }
  }

  /** The share of the normal posterior above 0, by summation. */
  @Test
  void whatCannotBeBelowZeroIsCounted() {
    assertThat(ModelLength.cutAtZero(0, 0)).isCloseTo(Math.log(2), within(1e-12));
    assertThat(ModelLength.cutAtZero(8, 0)).isCloseTo(0, within(1e-12));
    for (double slope : new double[] {0.5, 3}) {
      double sum = 0;
      double step = 1e-4;
      for (double x = step / 2; x < 12; x += step) {
        sum += step * Math.exp(-slope * x - x * x / 2) / Math.sqrt(2 * Math.PI);
      }
      assertThat(ModelLength.cutAtZero(0, slope)).isCloseTo(-Math.log(sum), within(1e-6));
    }
  }

  @Test
  void thePapersLengthCodesEveryEntry() {
    float[][] rows = SmallTables.known(N, M, RANK, 0.3, 1, 1);
    try (InProcessSource source = SmallTables.source(rows, 1)) {
      Candidate candidate = new Candidate(source, params(4), TrainingListener.SILENT);
      double precision = 0.01;
      double bits = new PaperLength(precision, 0.004).at(candidate).value();
      double expected = naiveLength(rows, candidate.plain(), precision, 0.004);
      assertThat(bits).isCloseTo(expected, within(1e-4 * expected));
    }
  }

  private static double naiveLength(
      float[][] rows, PlainFactors plain, double precision, double errorPrecision) {
    int rank = plain.rank();
    float[] flat = new float[N * M];
    double largest = 0;
    for (int i = 0; i < N; i++) {
      for (int t = 0; t < M; t++) {
        flat[i * M + t] = rows[i][t];
        largest = Math.max(largest, rows[i][t]);
      }
    }
    NmfPass pass = new NmfRound(plain.parts(), rank, M).pass(10, 0);
    float[] h = Coefficients.of(pass, new DenseBlock(N, M, flat, null, new long[N]));
    double[] w = new double[rank * M];
    double[] scaled = new double[rank * N];
    for (int j = 0; j < rank; j++) {
      double meanW = 0;
      double meanH = 0;
      for (int t = 0; t < M; t++) {
        meanW += plain.parts()[j * M + t] / M;
      }
      for (int i = 0; i < N; i++) {
        meanH += h[j * N + i] / largest / N;
      }
      double balance = Math.sqrt(meanH / meanW);
      for (int t = 0; t < M; t++) {
        w[j * M + t] = Math.max(plain.parts()[j * M + t] * balance, precision / 2);
      }
      for (int i = 0; i < N; i++) {
        scaled[j * N + i] = Math.max(h[j * N + i] / largest / balance, precision / 2);
      }
    }
    double[] errors = new double[N * M];
    for (int i = 0; i < N; i++) {
      for (int t = 0; t < M; t++) {
        double predicted = 0;
        for (int j = 0; j < rank; j++) {
          predicted += (double) h[j * N + i] * plain.parts()[j * M + t];
        }
        errors[i * M + t] = (rows[i][t] - predicted) / largest;
      }
    }
    return gammaBits(w, precision)
        + gammaBits(scaled, precision)
        + normalBits(errors, errorPrecision);
  }

  private static double gammaBits(double[] values, double precision) {
    double mean = 0;
    double meanLog = 0;
    for (double value : values) {
      mean += value / values.length;
      meanLog += Math.log(value) / values.length;
    }
    GammaFit fit = GammaFit.of(mean, meanLog);
    GammaDistribution gamma = GammaDistribution.of(fit.shape(), fit.scale());
    double bits = 0;
    for (double value : values) {
      bits -= (gamma.logDensity(value) + Math.log(precision)) / Math.log(2);
    }
    return bits;
  }

  private static double normalBits(double[] values, double precision) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double variance = 0;
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    NormalDistribution normal = NormalDistribution.of(mean, Math.sqrt(variance));
    double bits = 0;
    for (double value : values) {
      bits -= (normal.logDensity(value) + Math.log(precision)) / Math.log(2);
    }
    return bits;
  }

  @Test
  void thePrecisionDecidesThePapersLengthNotTheUnits() {
    PaperLength length = new PaperLength(0.004, 0.004);
    double plain = value(length, SmallTables.known(N, M, RANK, 0.3, 1, 1));
    double scaled = value(length, SmallTables.known(N, M, RANK, 0.3, 1000, 1));
    assertThat(scaled).isCloseTo(plain, within(1e-3 * plain));
    double finer = value(new PaperLength(0.0004, 0.004), SmallTables.known(N, M, RANK, 0.3, 1, 1));
    assertThat(finer - plain).isGreaterThan(0.8 * 3 * (N + M) * Math.log(10) / Math.log(2));
  }

  @Test
  void theBestPrecisionWeighsFinerFactorsAgainstLargerErrors() {
    float[][] rows = SmallTables.known(N, M, RANK, 0.3, 1, 1);
    double largest = 0;
    for (float[] row : rows) {
      for (float value : row) {
        largest = Math.max(largest, value);
      }
    }
    try (InProcessSource source = SmallTables.source(rows, 1)) {
      Candidate candidate = new Candidate(source, params(4), TrainingListener.SILENT);
      double variance = candidate.plain().squaredError() / ((double) N * M * largest * largest);
      double least = Double.POSITIVE_INFINITY;
      for (int step = 0; step <= 32; step++) {
        double d = Math.pow(10, -1 - step / 8.0);
        double rounding = Math.log(1 + d * d / 12 / variance) / Math.log(2);
        double bits = new PaperLength(d, 0.004).at(candidate).value() + 0.5 * N * M * rounding;
        least = Math.min(least, bits);
      }

      PaperLength best = PaperLength.atBestPrecision(0.004);

      assertThat(best.at(candidate).value()).isCloseTo(least, within(1e-3 * least));
      assertThat(best.name()).isEqualTo("mdl at its best precision");
    }
  }

  @Test
  void precisionsBelowZeroAreRefused() {
    assertThatThrownBy(() -> new PaperLength(0, 0.004))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A table of rank 3 without noise: held-out blocks are predicted once there are three parts. */
  @Test
  void heldOutBlocksArePredictedFromTheRest() {
    float[][] rows = SmallTables.known(N, M, RANK, 0, 1, 2);
    try (InProcessSource source = SmallTables.source(rows, 1)) {
      HeldOutError criterion = new HeldOutError(2, 400, 3);
      assertThat(criterion.at(new Candidate(source, params(2), TrainingListener.SILENT)).value())
          .isGreaterThan(0.01);
      Score right = criterion.at(new Candidate(source, params(3), TrainingListener.SILENT));
      assertThat(right.value()).isBetween(0.0, 0.002);
      assertThat(right.error()).isPositive();
    }
  }

  @Test
  void aRankThatAFoldCannotHoldIsNotJudged() {
    try (InProcessSource source = SmallTables.source(SmallTables.known(N, M, 2, 0.1, 1, 2), 1)) {
      Candidate candidate = new Candidate(source, params(20), TrainingListener.SILENT);
      assertThat(new HeldOutError(2, 5, 1).at(candidate).value()).isNaN();
    }
  }

  @Test
  void aStudyFindsTheRankAndItsModelIsTheOneThatAFitGives() {
    float[][] rows = SmallTables.known(150, M, RANK, 0.3, 1, 4);
    try (InProcessSource source = SmallTables.source(rows, 2)) {
      RankStudy.Found serial =
          study(1).run(source, TRIED, CriteriaTest::params, RankListener.SILENT);
      RankStudy.Found parallel =
          study(3).run(source, TRIED, CriteriaTest::params, RankListener.SILENT);
      assertThat(parallel.table()).isEqualTo(serial.table());
      assertThat(serial.table().rank()).isEqualTo(RANK);
      assertThat(serial.table().curve("held-out").best()).isEqualTo(RANK);
      assertThat(serial.table().curve("model-length-gamma").best()).isEqualTo(RANK);
      assertThat(serial.table().curve("consensus").values().get(0)).isNaN();
      TrainingResult alone = new Trainer(params(RANK), TrainingListener.SILENT).fit(source);
      assertThat(serial.best().result().weights().parts()).isEqualTo(alone.weights().parts());
      assertThat(serial.best().result().figures()).isEqualTo(alone.figures());
    }
  }

  @Test
  void ranksAboveTheTableAreRefused() {
    try (InProcessSource source = SmallTables.source(SmallTables.known(N, M, 2, 0.1, 1, 2), 1)) {
      assertThatThrownBy(
              () -> study(1).run(source, List.of(2, 31), CriteriaTest::params, RankListener.SILENT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("rank is 31, expected 1 to 30");
    }
  }

  @Test
  void unknownCriteriaAreRefused() {
    assertThatThrownBy(() -> new CriterionSet().of(List.of("aic")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("criterion 'aic' is not known, expected one of model-length");
  }

  private static RankStudy study(int parallelism) {
    return new RankStudy(
        new CriterionSet(0.004, 2, 3, 1).all(), CriterionSet.DEFAULT, parallelism, 0.01);
  }

  private static double value(Criterion criterion, float[][] rows) {
    try (InProcessSource source = SmallTables.source(rows, 1)) {
      return criterion.at(new Candidate(source, params(3), TrainingListener.SILENT)).value();
    }
  }

  private static TrainingParams params(int rank) {
    return TrainingParams.builder(rank).tol(1e-5).seed(7).build();
  }
}
