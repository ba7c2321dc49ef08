package io.github.paenmf.spark.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.accelerator.KernelProvider;
import io.github.paenmf.spark.cluster.Application;
import io.github.paenmf.spark.cluster.LoopbackCluster;
import io.github.paenmf.spark.cluster.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GPUs that don't exist on a cluster that does: two a worker, found by the discovery script. */
class GpuSchedulingTest {

  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir private static Path folder;

  private static LoopbackCluster cluster;
  private static String classPath;

  @BeforeAll
  static void start() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    executable(bin.resolve("nvidia-smi"), "#!/bin/sh\necho 3\necho 5\n");
    Path script = Path.of(System.getProperty("project.root", "../.."), "submit/gpu-discovery");
    Path discovery = folder.resolve("discovery");
    executable(
        discovery,
        "#!/bin/sh\nPATH=%s:$PATH exec %s\n".formatted(bin, script.toAbsolutePath().normalize()));
    Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
    Files.writeString(
        services.resolve(KernelProvider.class.getName()), FakeGpuProvider.class.getName());
    cluster =
        LoopbackCluster.builder()
            .workers(1)
            .coresPerWorker(5)
            .conf("spark.worker.resource.gpu.amount", "2")
            .conf("spark.worker.resource.gpu.discoveryScript", discovery.toString())
            .start();
    classPath = cluster.conf().get("spark.executor.extraClassPath") + ":" + folder + "/classes";
  }

  private static void executable(Path file, String text) throws Exception {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static String run(Application application) {
    Submission.Result result = cluster.submit(application).await(LONG);
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return result.stdout();
  }

  private static Application job(String... devices) {
    return Application.of(GpuJob.class.getName(), devices);
  }

  /** Five cores would take five tasks; each needs half a GPU, of which there are two. */
  @Test
  void tasksGetTheGpusThatTheirStagesAskFor() {
    String out =
        run(
            job("GPU", "AUTO")
                .withConf("spark.executor.resource.gpu.amount", "2")
                .withConf("spark.executor.extraClassPath", classPath)
                .withConf(GpuConf.TASK_AMOUNT, "0.5"));

    // Under a task's own profile Spark 3.5 gives a GPU to one task, whatever share it asks for.
    boolean wholeGpus = org.apache.spark.package$.MODULE$.SPARK_VERSION().startsWith("3.");
    String tasks = wholeGpus ? "1 a device, 2 a JVM" : "2 a device, 4 a JVM";
    assertThat(out)
        .contains("device=gpu reason=asked for; 8 fake GPUs")
        .contains("device=gpu reason=8 fake GPUs")
        .contains("gpu3 share 0.5, " + tasks)
        .contains("gpu5 share 0.5, " + tasks)
        // The default one, and that of the passes, which the second fit reuses.
        .contains("profiles=2");
  }

  @Test
  void withoutGpusInTheSettingsAutoSaysSoAndGpuRefuses() {
    assertThat(run(job("AUTO", "GPU")))
        .contains("device=cpu reason=executors have no GPU: spark.executor.resource.gpu.amount")
        .contains("refused: device gpu was asked for, but no GPU can be used")
        .contains("spark.executor.resource.gpu.amount is not set")
        .contains("profiles=1");
  }
}
