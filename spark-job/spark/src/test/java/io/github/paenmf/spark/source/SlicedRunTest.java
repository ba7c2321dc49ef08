package io.github.paenmf.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.accelerator.DeviceKind;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.Columns;
import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.WidePass;
import io.github.paenmf.core.pass.WideStatistics;
import io.github.paenmf.core.train.NmfRound;
import io.github.paenmf.core.train.StatisticsSource;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twenty partitions are more than are added one after the other. */
class SlicedRunTest {

  private static final int M = 37;
  private static final int RANK = 3;
  private static final double WHOLE = 64;

  private static StatisticsSource inProcess;

  @BeforeAll
  static void collect() {
    inProcess = source(SourceChoice.IN_PROCESS, 20, WHOLE);
  }

  @AfterAll
  static void close() {
    inProcess.close();
  }

  private static StatisticsSource source(String where, int partitions, double maxSumsInMB) {
    return RandomSource.of(80, M, where, partitions, maxSumsInMB);
  }

  private static float[] random(int length, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }

  private static Weights weights() {
    return new Weights(
        RANK,
        M,
        M,
        random(RANK * M, 1),
        random(RANK * M, 2),
        random(RANK, 3),
        new float[RANK * M],
        random(RANK, 5),
        0.1);
  }

  private static WidePass<?> pass(String kind) {
    return switch (kind) {
      case "range" -> new RangePass(M, random(5 * M, 6), 5);
      case "nmf" -> new NmfRound(random(RANK * M, 1), RANK, M).pass(4, 0);
      default ->
          new TrainPass(
              weights(),
              Gram.toFloat(Gram.of(weights().parts(), RANK, M)),
              LatentSpec.recommended(1, 1),
              Reading.RANDOM,
              7,
              1,
              1,
              true);
    };
  }

  private static <S extends WideStatistics<S>> float[] wide(S sums) {
    try {
      String name = sums.getClass().getSimpleName().startsWith("Range") ? "product" : "xth";
      return (float[]) sums.getClass().getField(name).get(sums);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "range, 5e-4",
    "range, 1e-5",
    "nmf, 3e-4",
    "nmf, 1e-5",
    "train, 3e-4",
    "train, 1e-5",
    "train, 64"
  })
  void slicesGiveTheBitsOfWholeSums(String kind, double maxSumsInMB) {
    compare(pass(kind), maxSumsInMB);
  }

  private static <S extends WideStatistics<S>> void compare(WidePass<S> pass, double maxSumsInMB) {
    S whole = inProcess.run(pass, "whole");
    float[] placed = new float[pass.wideRows() * M];
    TreeMap<Integer, Integer> arrived = new TreeMap<>();
    try (StatisticsSource sliced = source(SourceChoice.DISTRIBUTED, 20, maxSumsInMB)) {
      S small =
          sliced.run(
              pass,
              (sent, sums, from, to) -> wide(sums),
              (from, to, values) -> {
                arrived.put(from, to);
                Columns.into(values, placed, M, from, to);
              },
              "slices");

      assertThat(small).usingRecursiveComparison().isEqualTo(whole.slice(0, 0));
      assertThat(sliced.runNarrow(pass, "narrow"))
          .usingRecursiveComparison()
          .isEqualTo(whole.slice(0, 0));
      assertThat(sliced.backend()).isEqualTo(inProcess.backend());
    }
    assertThat(placed).isEqualTo(wide(whole));
    assertThat(arrived.firstKey()).isZero();
    arrived.forEach((from, to) -> assertThat(to == M || arrived.containsKey(to)).isTrue());
    assertThat(arrived).hasSizeGreaterThanOrEqualTo(maxSumsInMB < WHOLE ? 2 : 1);
    assertThat(arrived.size() == M).isEqualTo(maxSumsInMB == 1e-5);
  }

  @Test
  void theWorkSeesThePassAndItsOwnColumns() {
    WidePass<?> pass = pass("range");
    float[] placed = new float[M];
    try (StatisticsSource sliced = source(SourceChoice.DISTRIBUTED, 3, 2e-4)) {
      firstDirections((RangePass) pass, sliced, placed);
    }
    assertThat(placed).isEqualTo(Columns.of(((RangePass) pass).directions().values(), M * 5, 0, M));
  }

  private static void firstDirections(RangePass pass, StatisticsSource source, float[] placed) {
    source.run(
        pass,
        (sent, sums, from, to) -> Columns.of(sent.directions().values(), M * 5, from, to),
        (from, to, values) -> Columns.into(values, placed, M, from, to),
        "directions");
  }

  @Test
  void aSinkThatFailsEndsThePass() {
    RangePass pass = (RangePass) pass("range");
    try (StatisticsSource sliced = source(SourceChoice.DISTRIBUTED, 3, 2e-4)) {
      assertThatThrownBy(
              () ->
                  sliced.run(
                      pass,
                      (sent, sums, from, to) -> new float[0],
                      (from, to, values) -> {
                        throw new IllegalStateException("no room");
                      },
                      "no sink"))
          .hasStackTraceContaining("no room");
      assertThat(sliced.runNarrow(pass, "the next pass").sums).hasSize(5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1000000, 400000000, 67108864, 16, 96",
    "1000000, 400000000, 67108864, 200, 299",
    "1000, 4000, 1000, 1, 4",
    "3, 4000, 1, 1, 3"
  })
  void slicesAreAFewMegabytes(int features, long bytes, long most, int partitions, int count) {
    FeatureSlices slices = FeatureSlices.of(features, bytes, most, partitions);

    assertThat(slices.count()).isEqualTo(count);
    assertThat(slices.from(0)).isZero();
    assertThat(slices.from(count)).isEqualTo(features);
  }

  @Test
  void longSumsMakeATableDistributed() {
    Function<Double, SourceChoice.Settings> auto =
        max -> new SourceChoice.Settings("auto", 512, 0, 0, 2, max, DeviceKind.CPU);

    assertThat(auto.apply(1.0).inProcess(1, 1L << 20)).isTrue();
    assertThat(auto.apply(1.0).inProcess(1, (1L << 20) + 1)).isFalse();
    assertThat(auto.apply(1.0).why(1, 3L << 20)).contains("sums of 3.0 MB", "from 1.0 MB on");
    assertThat(auto.apply(1.0).why(1e9, 3L << 20)).contains("limit for in-process");
    assertThat(
            new SourceChoice.Settings("in-process", 512, 0, 0, 2, 1, DeviceKind.CPU)
                .inProcess(1, 3L << 20))
        .isTrue();
  }
}
