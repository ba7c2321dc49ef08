package io.github.paenmf.job.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.spark.cluster.LoopbackCluster;
import io.github.paenmf.spark.cluster.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged job on two workers, without a home that can be written, as in many containers. */
class ClusterFitIT {

  private static LoopbackCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    cluster = JobCluster.homeless(JobCluster.SPARK_JARS).workers(2).start();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void nativesLoadInExecutorsThatGetTheJarFromSparkSubmit() throws Exception {
    JsonNode doctor = run("doctor");

    assertThat(doctor.toString())
        .contains("executor 0", "executor 1")
        .doesNotContain("can't be loaded")
        .doesNotContain("without the module jdk.incubator.vector");
  }

  @Test
  void aTableIsFittedAndTransformed() throws Exception {
    Path table = JobCluster.table(folder.resolve("table.csv"), 300, 40);
    Path model = folder.resolve("model");

    JsonNode fit =
        run(
            "fit",
            "--input",
            table,
            "--rank",
            4,
            "--max-iter",
            5,
            "--init-steps",
            3,
            "--source",
            "distributed",
            "--partitions",
            2,
            "--model",
            model);

    assertThat(fit.path("source").asText()).isEqualTo("distributed");
    assertThat(fit.path("partitions").asInt()).isEqualTo(2);
    assertThat(fit.path("n").asInt()).isEqualTo(300);
    // Numbers from 1 to 9 at random: their mean explains all but .46 of the norm.
    assertThat(fit.path("relativeError").asDouble()).isBetween(0.3, 0.46);
    assertThat(fit.path("backend").asText()).containsAnyOf("openblas", "tiles");

    Path coefficients = folder.resolve("coefficients");
    JsonNode transform =
        run("transform", "--model", model, "--input", table, "--output", coefficients);

    assertThat(transform.path("n").asInt()).isEqualTo(300);
  }

  @Test
  @Tag("long")
  void theFinanceTableIsFittedAndTransformed() throws Exception {
    Path table = Path.of(System.getProperty("data.dir"), "paper", "Vfinance.csv");
    assumeTrue(Files.exists(table), "the paper's finance table is not at " + table);
    Path model = folder.resolve("model");

    JsonNode fit =
        run(
            "fit",
            "--input",
            table,
            "--layout",
            "columns",
            "--scale",
            "column-max",
            "--rank",
            9,
            "--source",
            "distributed",
            "--partitions",
            2,
            "--model",
            model);

    assertThat(fit.path("source").asText()).isEqualTo("distributed");
    assertThat(fit.path("partitions").asInt()).isEqualTo(2);
    assertThat(fit.path("n").asInt()).isEqualTo(94);
    assertThat(fit.path("relativeError").asDouble()).isLessThanOrEqualTo(0.045);

    Path coefficients = folder.resolve("coefficients");
    JsonNode transform =
        run("transform", "--model", model, "--input", table, "--output", coefficients);

    assertThat(transform.path("n").asInt()).isEqualTo(94);
  }

  private static JsonNode run(Object... arguments) throws Exception {
    Submission.Result result =
        cluster.submit(JobCluster.homeless(arguments)).await(Duration.ofMinutes(5));
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return JobCluster.json(result);
  }
}
