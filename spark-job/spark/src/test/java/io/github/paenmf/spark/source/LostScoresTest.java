package io.github.paenmf.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.EvaluateStatistics;
import io.github.paenmf.core.pass.Whitening;
import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.spark.LocalSpark;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class LostScoresTest {

  private static final int M = 40;
  private static final int INPUTS = 4;
  private static final int RANK = 3;

  /** Smaller than the whitening. */
  private static final double SMALL = 1e-4;

  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void scoresThatAreLostAreWorkedOutAnewWithTheSameBits() {
    Whitening whitening = new Whitening(M, INPUTS, random(INPUTS * M), random(INPUTS));
    EvaluatePass pass = new EvaluatePass(weights(), LatentSpec.recommended(1, 1), true);
    EvaluateStatistics expected;
    try (StatisticsSource source = source(64)) {
      source.cacheScores(whitening);
      expected = source.run(pass, "the whitening stays");
    }
    try (StatisticsSource source = source(SMALL)) {
      source.cacheScores(whitening);
      assertSame(source.run(pass, "cached scores"), expected);
      removeScores();
      assertSame(source.run(pass, "scores lost"), expected);
      assertSame(source.run(pass, "cached scores again"), expected);
      removeScores();
      assertSame(source.run(pass, "scores lost again"), expected);
    }
  }

  @Test
  void aWhiteningThatIsTakenBackIsNoLongerWithTheDriver() {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    SentWhitening sent =
        new SentWhitening(context, new Whitening(M, INPUTS, random(INPUTS * M), random(INPUTS)));
    JavaRDD<Integer> read =
        context.parallelize(List.of(1), 1).map(one -> sent.value().directions().rows());

    assertThat(read.first()).isEqualTo(INPUTS);
    sent.takeBack();
    assertThatThrownBy(read::first).matches(ScoresLostException::isCauseOf);
    sent.send();
    assertThat(read.first()).isEqualTo(INPUTS);
    sent.takeBack();
    assertThat(ScoresLostException.isCauseOf(new IllegalStateException("something else")))
        .isFalse();
  }

  /** As if all executors that have them died, though the rows they come from are still there. */
  private static void removeScores() {
    int removed = 0;
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    for (JavaRDD<?> cached : context.getPersistentRDDs().values()) {
      if ("paenmf blocks with scores".equals(cached.name())) {
        SparkEnv.get().blockManager().master().removeRdd(cached.id(), true);
        removed++;
      }
    }
    assertThat(removed).isEqualTo(1);
  }

  private static void assertSame(EvaluateStatistics found, EvaluateStatistics expected) {
    assertThat(found).usingRecursiveComparison().isEqualTo(expected);
  }

  private Weights weights() {
    return new Weights(
        RANK,
        M,
        INPUTS,
        random(RANK * M),
        random(RANK * INPUTS),
        random(RANK),
        random(RANK * INPUTS),
        random(RANK),
        0.1);
  }

  private float[] random(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }

  private static StatisticsSource source(double maxSumsInMB) {
    return RandomSource.of(30, M, SourceChoice.DISTRIBUTED, 3, maxSumsInMB);
  }
}
