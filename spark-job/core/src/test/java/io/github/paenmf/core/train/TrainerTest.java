package io.github.paenmf.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.linalg.MatrixProducts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits of a small table made of known parts and noise, at the default number of rounds. */
class TrainerTest {

  private static final int FEATURES = KnownTable.FEATURES;
  private static final int RANK = KnownTable.RANK;

  @Test
  void oneSeedGivesTheSameBits() {
    TrainingResult first = KnownTable.fit(KnownTable.rows(1), 4, KnownTable.params(RANK).build());
    TrainingResult second = KnownTable.fit(KnownTable.rows(1), 4, KnownTable.params(RANK).build());
    assertThat(second.weights().parts()).isEqualTo(first.weights().parts());
    assertThat(second.weights().scaleCoefficients()).isEqualTo(first.weights().scaleCoefficients());
    assertThat(second.weights().shapeCoefficients()).isEqualTo(first.weights().shapeCoefficients());
    assertThat(second.figures()).isEqualTo(first.figures());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 16})
  void partitionsAgree(int partitions) {
    TrainingResult one = KnownTable.fit(KnownTable.rows(1), 1, KnownTable.params(RANK).build());
    TrainingResult many =
        KnownTable.fit(KnownTable.rows(1), partitions, KnownTable.params(RANK).build());
    assertThat(Math.abs(many.figures().negativeElbo() - one.figures().negativeElbo()))
        .isLessThan(1e-5 * FEATURES);
    assertThat(KnownTable.worstPart(one, many)).isLessThan(1e-3);
  }

  /** As any backend of ND4J but the processor's multiplies. */
  @Test
  void productsOfArraysAgree() {
    TrainingParams params = KnownTable.params(RANK).build();
    TrainingResult blas = KnownTable.fit(KnownTable.rows(1), 2, params);
    TrainingResult arrays;
    try (InProcessSource source =
        KnownTable.source(
            KnownTable.rows(1),
            2,
            () -> new CpuKernel(LatentArithmetic.best(), MatrixProducts.ofArrays()))) {
      arrays = new Trainer(params, TrainingListener.SILENT).fit(source);
      assertThat(source.backend()).startsWith("nd4j-cpu+latent-");
    }
    assertThat(Math.abs(arrays.figures().negativeElbo() - blas.figures().negativeElbo()))
        .isLessThan(1e-5 * FEATURES);
    assertThat(KnownTable.worstPart(blas, arrays)).isLessThan(1e-3);
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
    TrainingParams.Builder params = KnownTable.params(RANK).solver(solver).reading(reading);
    if (paper) {
      params.latent(LatentSpec.paper(1, 1));
    }
    TrainingResult result = KnownTable.fit(KnownTable.rows(1), 2, params.build());
    assertThat(result.figures().negativeElbo()).isFinite();
    assertThat(result.figures().relativeError()).isBetween(0.0, 1.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e6})
  void unitsDoNotMatter(double unit) {
    TrainingResult plain = KnownTable.fit(KnownTable.rows(1), 2, KnownTable.params(RANK).build());
    TrainingResult scaled =
        KnownTable.fit(KnownTable.rows(unit), 2, KnownTable.params(RANK).build());
    double error = plain.figures().relativeError();
    assertThat(Math.abs(scaled.figures().relativeError() - error)).isLessThan(0.01 * error);
    for (int j = 0; j < RANK; j++) {
      assertThat(KnownTable.cosine(plain.weights().parts(), scaled.weights().parts(), j, FEATURES))
          .as("part %d", j)
          .isGreaterThan(0.999);
    }
  }

  /** The squared error of a clean table is a small difference of large sums. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.1})
  void partitionsAgreeOnCleanTables(double noise) {
    List<float[]> rows = KnownTable.rows(300, 1, noise, 7);
    TrainingResult one = KnownTable.fit(rows, 1, KnownTable.params(RANK).build());
    TrainingResult many = KnownTable.fit(rows, 7, KnownTable.params(RANK).build());
    assertThat(one.figures().relativeError()).isLessThan(0.1);
    assertThat(Math.abs(many.figures().negativeElbo() - one.figures().negativeElbo()))
        .isLessThan(1e-5 * FEATURES);
    assertThat(KnownTable.worstPart(one, many)).isLessThan(1e-3);
  }

  @Test
  void aRankAboveTheTableIsRefused() {
    assertThatThrownBy(
            () -> KnownTable.fit(KnownTable.rows(1), 1, KnownTable.params(FEATURES + 1).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank is 21, expected 1 to 20");
  }

  @Test
  void aTableOfZerosIsRefused() {
    assertThatThrownBy(() -> KnownTable.fit(KnownTable.rows(0), 1, KnownTable.params(RANK).build()))
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
    TrainingResult result = KnownTable.fit(rows, 2, KnownTable.params(2).build());
    assertThat(result.figures().negativeElbo()).isFinite();
    assertThat(result.figures().relativeError()).isLessThan(0.1);
  }

  @Test
  void oneLatentFits() {
    TrainingResult result = KnownTable.fit(KnownTable.rows(1), 2, KnownTable.params(1).build());
    assertThat(result.figures().negativeElbo()).isFinite();
    assertThat(result.figures().relativeError()).isBetween(0.0, 0.9);
  }
}
