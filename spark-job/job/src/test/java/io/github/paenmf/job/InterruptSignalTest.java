package io.github.paenmf.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.paenmf.job.run.CommandRun;
import io.github.paenmf.job.run.SmallTable;
import io.github.paenmf.job.run.TestSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, sent to this very process. */
class InterruptSignalTest {

  private static final int SIGINT = 2;
  private static final Path STATUS = Path.of("/proc/self/status");

  @TempDir Path folder;

  /**
   * What a script starts in the background has Ctrl-C ignored from the start, and Java leaves it at
   * that.
   */
  private static void assumeCtrlCReachesThisProcess() throws Exception {
    assumeThat(Files.isReadable(STATUS) && ignoresCtrlC(Files.readAllLines(STATUS)))
        .as("this process was started with SIGINT ignored, as background jobs of scripts are")
        .isFalse();
  }

  private static boolean ignoresCtrlC(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(signals -> (signals & 1L << (SIGINT - 1)) != 0);
  }

  @Test
  void theFirstOneIsHandedToTheWork() throws Exception {
    assumeCtrlCReachesThisProcess();
    CountDownLatch caught = new CountDownLatch(1);
    InterruptSignal signal = InterruptSignal.caughtBy(caught::countDown);
    try {
      interrupt();
      assertThat(caught.await(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      signal.close();
    }
  }

  @Test
  void aFitSavesItselfSaysHowToGoOnAndGoesOn() throws Exception {
    assumeCtrlCReachesThisProcess();
    Path table = SmallTable.generate().csv(folder.resolve("table.csv"));
    Path saved = folder.resolve("fit");
    Object[] fit = {
      "fit",
      "--input",
      table,
      "--rank",
      2,
      "--tol",
      0,
      "--max-iter",
      15,
      "--init-steps",
      5,
      "--source",
      "distributed",
      "--partitions",
      2
    };
    Map<String, Object> whole =
        CommandRun.done(with(fit, "--model", folder.resolve("whole"))).json();

    SparkListener ctrlC =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            String text = String.valueOf(job.properties().get("spark.job.description"));
            if (text.equals("PAE-NMF: training round 2")) {
              interrupt();
            }
          }
        };
    TestSpark.session().sparkContext().addSparkListener(ctrlC);
    CommandRun stopped;
    try {
      stopped = CommandRun.of(with(fit, "--model", folder.resolve("model"), "--checkpoint", saved));
    } finally {
      TestSpark.session().sparkContext().removeSparkListener(ctrlC);
    }
    assertThat(stopped.code()).isEqualTo(130);
    assertThat(stopped.out()).isEmpty();
    assertThat(stopped.err())
        .contains("stopping at the end of this round", "saved in " + saved)
        .contains("run the same command with --resume to go on");
    assertThat(folder.resolve("model")).doesNotExist();

    Map<String, Object> resumed =
        CommandRun.done(
                with(fit, "--model", folder.resolve("model"), "--checkpoint", saved, "--resume"))
            .json();
    assertThat(resumed.get("negativeElbo")).isEqualTo(whole.get("negativeElbo"));
    assertThat(resumed.get("rounds")).isEqualTo(whole.get("rounds"));
    assertThat(saved).doesNotExist();
  }

  @Test
  void checkpointsOfAnotherFitAndOptionsWithoutAFolderAreTheUsersError() {
    Path table = SmallTable.generate().csv(folder.resolve("table.csv"));
    CommandRun alone =
        CommandRun.of("fit", "--input", table, "--rank", 2, "--resume", "--model", folder);
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("--resume: expected --checkpoint DIR with it");
    assertThatCode(() -> Files.writeString(folder.resolve("file"), "text"))
        .doesNotThrowAnyException();
    CommandRun unusable =
        CommandRun.of(
            "fit",
            "--input",
            table,
            "--rank",
            2,
            "--checkpoint",
            folder.resolve("file"),
            "--model",
            folder.resolve("model"));
    assertThat(unusable.code()).isEqualTo(2);
    assertThat(unusable.err()).contains("file can't be read: is a file");
  }

  private static Object[] with(Object[] first, Object... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray();
  }

  private static void interrupt() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
