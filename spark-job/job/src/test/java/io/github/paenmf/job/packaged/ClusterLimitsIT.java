package io.github.paenmf.job.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.spark.cluster.Application;
import io.github.paenmf.spark.cluster.LoopbackCluster;
import io.github.paenmf.spark.cluster.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory, disks and settings that do not suffice: what is said, and that nothing is left over.
 * Prints what a user saw.
 */
@Tag("long")
class ClusterLimitsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir Path folder;

  @Test
  void anExecutorHeapThatIsTooSmall() throws Exception {
    table(60_000, 1_000);
    try (LoopbackCluster cluster = JobCluster.builder().workers(1).executorMemory("512m").start()) {
      Submission.Result result =
          run(
              "executor heap of 512 MB",
              cluster,
              fit(folder, 5, "--source", "distributed", "--partitions", 1));

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.stderr())
          .contains("an executor's heap is 512 MB, this fit is planned with")
          .contains("an executor ran out of memory", "--executor-memory");
      assertThat(JobCluster.names(folder)).containsExactly("table.csv");
    }
  }

  @Test
  void resultsThatTheDriverMayNotTake() throws Exception {
    table(300, 2_000);
    try (LoopbackCluster cluster = JobCluster.builder().workers(1).start()) {
      Application fit =
          fit(folder, 100, "--source", "distributed", "--partitions", 4)
              .withConf("spark.driver.maxResultSize", "2m");
      Submission.Result result = run("spark.driver.maxResultSize of 2 MB", cluster, fit);

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.stderr()).contains("--conf spark.driver.maxResultSize=1g");
      assertThat(JobCluster.names(folder)).containsExactly("table.csv");
    }
  }

  @Test
  void aFullDisk() throws Exception {
    table(300, 400);
    try (Mounted disk = Mounted.disk(folder.resolve("full"), "size=200k");
        LoopbackCluster cluster = JobCluster.builder().workers(1).start()) {
      Path full = disk.folder();
      Submission.Result model = run("a model on a full disk", cluster, fit(full, 20));
      assertThat(model.exitCode()).isEqualTo(1);
      assertThat(model.stderr()).contains("a disk is full", "--model");
      assertThat(JobCluster.names(full)).isEmpty();

      Submission.Result checkpoints =
          run(
              "checkpoints on a full disk",
              cluster,
              fit(folder, 20, "--checkpoint", full.resolve("fit"), "--checkpoint-interval", 2));
      assertThat(checkpoints.exitCode()).as(checkpoints.stderr()).isZero();
      assertThat(checkpoints.stderr()).contains("no checkpoint after", "No space left on device");
      assertThat(JobCluster.names(full)).isEmpty();
      assertThat(JobCluster.arrays(folder.resolve("model"))).containsKey("parts.npy");
    }
  }

  @Test
  void aDiskThatIsReadOnly() throws Exception {
    table(50, 20);
    try (Mounted disk = Mounted.disk(folder.resolve("readonly"), "ro");
        LoopbackCluster cluster = JobCluster.builder().workers(1).start()) {
      Path readOnly = disk.folder();
      Submission.Result model = run("a model on a read-only disk", cluster, fit(readOnly, 3));
      assertThat(model.exitCode()).isEqualTo(2);
      assertThat(model.stderr()).contains("nothing can be written in " + readOnly);

      Submission.Result checkpoints =
          run(
              "checkpoints on a read-only disk",
              cluster,
              fit(folder, 3, "--checkpoint", readOnly.resolve("fit")));
      assertThat(checkpoints.exitCode()).isEqualTo(2);
      assertThat(checkpoints.stderr()).contains(readOnly + "/fit can't be written");
      assertThat(JobCluster.names(folder)).containsExactly("readonly", "table.csv");
    }
  }

  private void table(int rows, int columns) throws IOException {
    JobCluster.table(folder.resolve("table.csv"), rows, columns);
  }

  /** A short fit of the table to a model in a folder. */
  private Application fit(Path modelsFolder, int rank, Object... more) {
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("fit", "--input", folder.resolve("table.csv"), "--rank", rank));
    arguments.addAll(List.of("--max-iter", 5, "--init-steps", 3));
    arguments.addAll(List.of("--model", modelsFolder.resolve("model")));
    arguments.addAll(List.of(more));
    return JobCluster.command(arguments.toArray());
  }

  private static Submission.Result run(
      String what, LoopbackCluster cluster, Application application) {
    Submission.Result result = cluster.submit(application).await(PATIENCE);
    System.out.println("LIMITS " + what + ": exit code " + result.exitCode());
    result
        .stderr()
        .lines()
        .filter(line -> line.matches("paenmf fit.*|.*(heap is|no checkpoint).*"))
        .forEach(line -> System.out.println("LIMITS   " + line));
    return result;
  }
}
