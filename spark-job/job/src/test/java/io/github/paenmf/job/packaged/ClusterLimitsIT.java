package io.github.paenmf.job.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.paenmf.spark.cluster.LoopbackCluster;
import io.github.paenmf.spark.cluster.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory, disks and settings that do not suffice: what is said, and that nothing is left over. */
@Tag("long")
class ClusterLimitsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(400);

  @TempDir Path folder;

  @Test
  void anExecutorHeapThatIsTooSmall() throws Exception {
    Path table = JobCluster.table(folder.resolve("table.csv"), 60_000, 1_000);
    try (LoopbackCluster cluster = JobCluster.builder().workers(1).executorMemory("512m").start()) {
      Submission.Result result =
          cluster
              .submit(
                  JobCluster.command(
                      "fit",
                      "--input",
                      table,
                      "--rank",
                      5,
                      "--source",
                      "distributed",
                      "--partitions",
                      1,
                      "--max-iter",
                      3,
                      "--init-steps",
                      2,
                      "--model",
                      folder.resolve("model")))
              .await(PATIENCE);
      say("executor heap of 512 MB", result);

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.stderr())
          .contains("an executor's heap is 512 MB, this fit is planned with")
          .contains("an executor ran out of memory", "--executor-memory");
      assertThat(JobCluster.names(folder)).containsExactly("table.csv");
    }
  }

  @Test
  void resultsThatTheDriverMayNotTake() throws Exception {
    Path table = JobCluster.table(folder.resolve("table.csv"), 300, 2_000);
    try (LoopbackCluster cluster = JobCluster.builder().workers(1).start()) {
      Submission.Result result =
          cluster
              .submit(
                  JobCluster.command(
                          "fit",
                          "--input",
                          table,
                          "--rank",
                          100,
                          "--source",
                          "distributed",
                          "--partitions",
                          4,
                          "--model",
                          folder.resolve("model"))
                      .withConf("spark.driver.maxResultSize", "2m"))
              .await(PATIENCE);
      say("spark.driver.maxResultSize of 2 MB", result);

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.stderr()).contains("--conf spark.driver.maxResultSize=1g");
      assertThat(JobCluster.names(folder)).containsExactly("table.csv");
    }
  }

  @Test
  void aFullDisk() throws Exception {
    Path table = JobCluster.table(folder.resolve("table.csv"), 300, 400);
    Path full = Files.createDirectories(folder.resolve("full"));
    assumeTrue(mount("-t", "tmpfs", "-o", "size=200k", "tmpfs", full), "small disks need root");
    try (LoopbackCluster cluster = JobCluster.builder().workers(1).start()) {
      Submission.Result model =
          cluster
              .submit(
                  JobCluster.command(
                      "fit",
                      "--input",
                      table,
                      "--rank",
                      20,
                      "--max-iter",
                      5,
                      "--init-steps",
                      3,
                      "--model",
                      full.resolve("model")))
              .await(PATIENCE);
      say("a model on a full disk", model);
      assertThat(model.exitCode()).isEqualTo(1);
      assertThat(model.stderr()).contains("a disk is full", "--model");
      assertThat(JobCluster.names(full)).isEmpty();

      Submission.Result checkpoint =
          cluster
              .submit(
                  JobCluster.command(
                      "fit",
                      "--input",
                      table,
                      "--rank",
                      20,
                      "--max-iter",
                      5,
                      "--init-steps",
                      3,
                      "--checkpoint",
                      full.resolve("fit"),
                      "--checkpoint-interval",
                      2,
                      "--model",
                      folder.resolve("model")))
              .await(PATIENCE);
      say("checkpoints on a full disk", checkpoint);
      assertThat(checkpoint.exitCode()).isZero();
      assertThat(checkpoint.stderr()).contains("no checkpoint after", "No space left on device");
      assertThat(JobCluster.names(full)).isEmpty();
    } finally {
      run("umount", full.toString());
    }
  }

  @Test
  void aDiskThatIsReadOnly() throws Exception {
    Path table = JobCluster.table(folder.resolve("table.csv"), 50, 20);
    Path readOnly = Files.createDirectories(folder.resolve("readonly"));
    assumeTrue(mount("-t", "tmpfs", "-o", "ro", "tmpfs", readOnly), "mounting needs root");
    try (LoopbackCluster cluster = JobCluster.builder().workers(1).start()) {
      Submission.Result result =
          cluster
              .submit(
                  JobCluster.command(
                      "fit", "--input", table, "--rank", 3, "--model", readOnly.resolve("model")))
              .await(PATIENCE);
      say("a model on a read-only disk", result);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.stderr()).contains("nothing can be written in " + readOnly);

      Submission.Result checkpoint =
          cluster
              .submit(
                  JobCluster.command(
                      "fit",
                      "--input",
                      table,
                      "--rank",
                      3,
                      "--checkpoint",
                      readOnly.resolve("fit"),
                      "--model",
                      folder.resolve("model")))
              .await(PATIENCE);
      say("checkpoints on a read-only disk", checkpoint);
      assertThat(checkpoint.exitCode()).isEqualTo(2);
      assertThat(checkpoint.stderr()).contains(readOnly + "/fit can't be written");
      assertThat(JobCluster.names(folder)).containsExactly("readonly", "table.csv");
    } finally {
      run("umount", readOnly.toString());
    }
  }

  private static boolean mount(Object... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = "mount";
    for (int i = 0; i < arguments.length; i++) {
      command[i + 1] = arguments[i].toString();
    }
    return run(command) == 0;
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Prints what a user saw, without Spark's own lines. */
  static void say(String what, Submission.Result result) {
    System.out.println("LIMITS " + what + ": exit code " + result.exitCode());
    result
        .stderr()
        .lines()
        .filter(line -> line.matches("(?s).*(paenmf fit|heap is|no checkpoint|NOTE).*"))
        .forEach(line -> System.out.println("LIMITS   " + line));
  }
}
