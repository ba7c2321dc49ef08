package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits whose sums never come whole have the bits of those whose sums do. */
class SlicedFitTest {

  private static final int M = 20;
  private static final double[][] ROWS = KnownTable.rows(150, M, 3, 7, 0.3);

  /** Parts of 240 bytes make 3 slices, the directions of the range finder more. */
  private static final double SMALL = 100.0 / (1 << 20);

  @TempDir Path temporary;

  private static PaeNmf estimator() {
    return new PaeNmf("test")
        .setRank(3)
        .setMaxIter(12)
        .setInitSteps(3)
        .setTol(0)
        .setSeed(3)
        .setPartitions(18);
  }

  private static Dataset<Row> table() {
    return KnownTable.frame(ROWS, 2, false);
  }

  private static Path localFolder() {
    return SparkEnv.get().blockManager().diskBlockManager().localDirs()[0].toPath();
  }

  /** Scratch matrices of all fits of this JVM. */
  private static List<Path> scratch() {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(localFolder())) {
      for (Path folder :
          folders.filter(f -> f.getFileName().toString().contains("paenmf-scratch")).toList()) {
        found.add(folder);
        try (Stream<Path> files = Files.list(folder)) {
          files.forEach(found::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  @AfterEach
  void nothingIsLeftOnTheScratchDisk() {
    assertThat(scratch()).isEmpty();
  }

  /** Tells of every pass while a fit runs. */
  private static void watching(Consumer<String> onPass, Runnable fit) {
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            onPass.accept(String.valueOf(job.properties().get("spark.job.description")));
          }
        };
    LocalSpark.session().sparkContext().addSparkListener(listener);
    try {
      fit.run();
    } finally {
      LocalSpark.session().sparkContext().removeSparkListener(listener);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "newton, hals",
    "newton, multiplicative",
    "adam, hals",
    "l-bfgs, hals",
    "gd, hals",
  })
  void slicesDoNotChangeABit(String solver, String partsUpdate) {
    PaeNmf whole = estimator().setSolver(solver).setPartsUpdate(partsUpdate);
    String bits = ModelBits.of(whole.fit(table()));

    PaeNmfModel sliced = whole.setMaxSumsInMB(SMALL).fit(table());

    assertThat(sliced.summary().source()).isEqualTo("distributed");
    assertThat(ModelBits.of(sliced)).isEqualTo(bits);
  }

  @Test
  void weightsThatWaitAreFewFilesOfTheScratchDisk() {
    List<Integer> files = Collections.synchronizedList(new ArrayList<>());

    watching(
        pass -> {
          if (pass.contains("training round")) {
            files.add(scratch().size() - 1);
          }
        },
        () -> estimator().setMaxSumsInMB(SMALL).fit(table()));

    // The whitening; what arrives; the weights of this round, the last, the best and the safe one.
    assertThat(Collections.max(files)).isBetween(3, 6);
  }

  @Test
  void inProcessAskedForByNameStaysSo() {
    PaeNmf named = estimator().setMaxSumsInMB(SMALL).setSource("in-process");

    assertThat(named.fit(table()).summary().source()).isEqualTo("in-process");
  }

  @ParameterizedTest
  @CsvSource({"3", "7", "14"})
  void aStoppedFitGoesOnWithTheSameBits(int passes) {
    PaeNmf saving =
        estimator()
            .setMaxSumsInMB(SMALL)
            .setCheckpointDir(temporary.resolve("fit").toString())
            .setCheckpointInterval(4);
    int[] seen = {0};
    watching(
        pass -> {
          if (pass.startsWith("PAE-NMF: ") && !pass.endsWith("blocks") && ++seen[0] == passes) {
            saving.requestStop();
          }
        },
        () ->
            assertThatThrownBy(() -> saving.fit(table())).isInstanceOf(FitStoppedException.class));
    assertThat(scratch()).isEmpty();

    PaeNmfModel resumed = saving.setResume(true).fit(table());

    assertThat(ModelBits.of(resumed)).isEqualTo(ModelBits.of(estimator().fit(table())));
  }

  @Test
  void aCheckpointOfAFitInSlicesServesOneWithout() {
    PaeNmf saving =
        estimator()
            .setMaxSumsInMB(SMALL)
            .setCheckpointDir(temporary.resolve("fit").toString())
            .setCheckpointInterval(4);
    watching(
        pass -> {
          if (pass.contains("training round 7")) {
            saving.requestStop();
          }
        },
        () ->
            assertThatThrownBy(() -> saving.fit(table())).isInstanceOf(FitStoppedException.class));

    PaeNmfModel resumed = saving.setMaxSumsInMB(64).setResume(true).fit(table());

    assertThat(resumed.summary().source()).isEqualTo("in-process");
    assertThat(ModelBits.of(resumed)).isEqualTo(ModelBits.of(estimator().fit(table())));
  }
}
