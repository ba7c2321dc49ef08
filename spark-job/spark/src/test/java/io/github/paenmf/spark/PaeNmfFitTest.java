package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.spark.data.InvalidRowException;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaeNmfFitTest {

  private static final int M = 30;
  private static final double[][] ROWS = KnownTable.rows(300, M, 4, 7);
  private static final PaeNmfModel REFERENCE = estimator().fit(KnownTable.frame(ROWS, 2, false));

  private static final double[][] NOISY = KnownTable.rows(300, M, 4, 7, 0.3);
  private static final PaeNmfModel SETTLED = settled().fit(KnownTable.frame(NOISY, 2, false));

  private static PaeNmf estimator() {
    return new PaeNmf("test").setRank(4).setMaxIter(40).setInitSteps(15).setSeed(3);
  }

  /** Run to the end of the schedule, as agreement is promised of fits that have settled. */
  private static PaeNmf settled() {
    return new PaeNmf("test").setRank(4).setSeed(3).setTol(0);
  }

  @Test
  void aTableOfKnownPartsIsExplained() {
    PaeNmfSummary summary = REFERENCE.summary();

    assertThat(summary.n()).isEqualTo(300);
    assertThat(summary.m()).isEqualTo(M);
    assertThat(summary.relativeError()).isLessThan(0.12);
    assertThat(summary.figures().deadParts()).isZero();
    assertThat(summary.figures().collapsedParts()).isZero();
    assertThat(summary.rounds()).isLessThanOrEqualTo(55);
    assertThat(summary.passes()).isLessThanOrEqualTo(summary.rounds() + 10);
    assertThat(summary.source()).isEqualTo("in-process");
    double[] history = summary.negativeElboHistory();
    assertThat(history[history.length - 1]).isLessThan(history[0]);
    assertThat(summary.negativeElbo())
        .isCloseTo(history[history.length - 1], within(0.01 * Math.abs(history[0])));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 16})
  void inputPartitionsDoNotChangeABit(int partitions) {
    PaeNmfModel model = estimator().fit(KnownTable.frame(ROWS, partitions, false));

    assertSameBits(model);
  }

  @Test
  void theOrderOfRowsDoesNotChangeABit() {
    PaeNmfModel model =
        estimator().fit(KnownTable.frame(ROWS, 3, false).orderBy(functions.col("id").desc()));

    assertSameBits(model);
  }

  /** Twenty partitions are more than are added one after the other. */
  @Test
  void whereSumsAreAddedDoesNotChangeABit() {
    PaeNmf many = estimator().setMaxIter(3).setInitSteps(2).setPartitions(20);
    PaeNmfModel inProcess = many.fit(KnownTable.frame(ROWS, 2, false));
    PaeNmfModel onDriver =
        many.setSource("distributed").setAggregationDepth(1).fit(KnownTable.frame(ROWS, 2, false));

    assertThat(onDriver.summary().source()).isEqualTo("distributed");
    assertThat(ModelBits.of(onDriver)).isEqualTo(ModelBits.of(inProcess));
  }

  /** Weights of 40000 features are broadcast; those of small tables ride in the task. */
  @Test
  void weightsTooLargeForATaskGiveTheSameBits() {
    double[][] wide = KnownTable.rows(12, 40_000, 4, 9);
    PaeNmf brief = new PaeNmf().setRank(4).setMaxIter(2).setInitSteps(1).setPartitions(3);
    PaeNmfModel inProcess = brief.setSource("in-process").fit(KnownTable.frame(wide, 2, false));
    PaeNmfModel distributed = brief.setSource("distributed").fit(KnownTable.frame(wide, 2, false));

    assertThat(distributed.summary().source()).isEqualTo("distributed");
    assertThat(ModelBits.of(distributed)).isEqualTo(ModelBits.of(inProcess));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 16, 20})
  void distributedAndInProcessGiveTheSameBits(int partitions) {
    PaeNmfModel inProcess =
        estimator().setPartitions(partitions).fit(KnownTable.frame(ROWS, 2, false));
    PaeNmfModel distributed =
        estimator()
            .setPartitions(partitions)
            .setSource("distributed")
            .fit(KnownTable.frame(ROWS, 3, false));

    assertThat(distributed.summary().source()).isEqualTo("distributed");
    assertThat(distributed.summary().partitions()).isEqualTo(partitions);
    assertThat(distributed.components().toArray()).isEqualTo(inProcess.components().toArray());
    assertThat(distributed.summary().negativeElbo()).isEqualTo(inProcess.summary().negativeElbo());
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "7, false", "10, false", "5, true"})
  void blockPartitionsAndSparsityAgreeToRounding(int partitions, boolean sparse) {
    PaeNmfModel model =
        settled()
            .setPartitions(partitions)
            .setSource(partitions == 10 ? "distributed" : "auto")
            .fit(KnownTable.frame(NOISY, 2, sparse));

    assertAgrees(model);
  }

  @Test
  void aRowOfWeightTwoCountsLikeTheRowTwice() {
    Dataset<Row> twice =
        KnownTable.frame(NOISY, 2, false)
            .union(KnownTable.frame(Arrays.copyOf(NOISY, 100), 2, false));
    Dataset<Row> weighted =
        KnownTable.frame(NOISY, 2, false)
            .withColumn("weight", functions.when(functions.col("id").lt(100), 2.0).otherwise(1.0));

    PaeNmfModel ofTwice = settled().fit(twice);
    PaeNmfModel ofWeighted = settled().setWeightCol("weight").fit(weighted);

    assertThat(ofWeighted.summary().negativeElbo())
        .isCloseTo(ofTwice.summary().negativeElbo(), within(1e-5 * M));
  }

  @Test
  void evaluateOnTheTrainingRowsRepeatsTheFit() {
    PaeNmfSummary again = REFERENCE.evaluate(KnownTable.frame(ROWS, 5, true));

    assertThat(again.negativeElbo())
        .isCloseTo(REFERENCE.summary().negativeElbo(), within(1e-5 * M));
    assertThat(again.relativeError()).isCloseTo(REFERENCE.summary().relativeError(), within(1e-5));
    assertThat(again.fingerprint()).isEqualTo(REFERENCE.summary().fingerprint());
  }

  @ParameterizedTest
  @CsvSource({"-1.0", "NaN", "Infinity", "1e300"})
  void aValueThatIsNoDataIsNamed(double bad) {
    double[][] rows = KnownTable.rows(20, M, 4, 7);
    rows[3][5] = bad;

    assertThatThrownBy(() -> estimator().fit(KnownTable.frame(rows, 2, false)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("feature 5")
        .hasMessageContaining(String.valueOf(bad));

    PaeNmfModel skipping =
        estimator().setHandleInvalid("skip").fit(KnownTable.frame(rows, 2, false));
    assertThat(skipping.summary().n()).isEqualTo(19);
  }

  @Test
  void arraysOfNumbersFitLikeVectors() {
    Dataset<Row> arrays =
        KnownTable.frame(ROWS, 2, false)
            .withColumn(
                "features",
                org.apache.spark.ml.functions.vector_to_array(
                    functions.col("features"), "float64"));

    assertSameBits(estimator().fit(arrays));
  }

  @Test
  void rowsOfAnotherLengthAreCounted() {
    double[][] rows = KnownTable.rows(20, M, 4, 7);
    rows[3] = Arrays.copyOf(rows[3], M - 1);

    assertThatThrownBy(() -> estimator().fit(KnownTable.frame(rows, 2, false)))
        .isInstanceOf(InvalidRowException.class)
        .hasMessageContaining("29=1")
        .hasMessageContaining("30=19");
  }

  @Test
  void aRankAboveTheTableIsRefused() {
    assertThatThrownBy(
            () -> estimator().setRank(21).fit(KnownTable.frame(Arrays.copyOf(ROWS, 20), 2, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank is 21, expected 1 to 20");
    assertThatThrownBy(() -> estimator().setRank(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "gd, random, random, relu",
    "adam, nmf, random, smooth",
    "gd, nmf, auto, smooth",
    "l-bfgs, nmf, auto, smooth",
    "l-bfgs, nndsvd, median, smooth",
    "auto, nndsvd, auto, smooth"
  })
  void everySolverStaysFinite(String solver, String init, String sampling, String activation) {
    PaeNmfModel model =
        estimator()
            .setSolver(solver)
            .setInitMode(init)
            .setSampling(sampling)
            .setEncoderActivation(activation)
            .fit(KnownTable.frame(ROWS, 2, false));

    assertThat(model.summary().negativeElbo()).isFinite();
    assertThat(Arrays.stream(model.components().toArray())).allMatch(w -> w >= 0 && w < 1e6);
  }

  private static void assertSameBits(PaeNmfModel model) {
    assertThat(model.components().toArray()).isEqualTo(REFERENCE.components().toArray());
    assertThat(model.fitted().encoder().scaleCoefficients())
        .isEqualTo(REFERENCE.fitted().encoder().scaleCoefficients());
    assertThat(model.summary().negativeElbo()).isEqualTo(REFERENCE.summary().negativeElbo());
    assertThat(model.summary().fingerprint()).isEqualTo(REFERENCE.summary().fingerprint());
  }

  /**
   * As two fits agree: negativeElbo within 1e-5 m nats a row, every part within 1e-3 of its length.
   */
  private static void assertAgrees(PaeNmfModel model) {
    assertThat(model.summary().negativeElbo())
        .isCloseTo(SETTLED.summary().negativeElbo(), within(1e-5 * M));
    double[] parts = model.components().toArray();
    double[] reference = SETTLED.components().toArray();
    for (int j = 0; j < 4; j++) {
      double difference = 0;
      double norm = 0;
      for (int t = 0; t < M; t++) {
        difference += Math.pow(parts[j * M + t] - reference[j * M + t], 2);
        norm += Math.pow(reference[j * M + t], 2);
      }
      assertThat(Math.sqrt(difference / norm)).as("part %d", j).isLessThan(1e-3);
    }
  }
}
