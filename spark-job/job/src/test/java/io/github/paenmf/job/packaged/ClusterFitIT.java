package io.github.paenmf.job.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.spark.cluster.LoopbackCluster;
import io.github.paenmf.spark.cluster.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFitIT {

  @TempDir Path folder;

  @Test
  void theFinanceTableIsFittedOverTwoWorkersAndTransformed() throws Exception {
    Path table = Path.of(System.getProperty("data.dir"), "paper", "Vfinance.csv");
    assumeTrue(Files.exists(table), "the paper's finance table is not at " + table);
    Path model = folder.resolve("model");
    try (LoopbackCluster cluster = JobCluster.builder().start()) {
      JsonNode fit =
          run(
              cluster,
              "fit",
              "--input",
              table.toString(),
              "--layout",
              "columns",
              "--scale",
              "column-max",
              "--rank",
              "9",
              "--source",
              "distributed",
              "--partitions",
              "2",
              "--model",
              model.toString());

      assertThat(fit.path("source").asText()).isEqualTo("distributed");
      assertThat(fit.path("partitions").asInt()).isEqualTo(2);
      assertThat(fit.path("n").asInt()).isEqualTo(94);
      assertThat(fit.path("relativeError").asDouble()).isLessThanOrEqualTo(0.045);

      JsonNode transform =
          run(
              cluster,
              "transform",
              "--model",
              model.toString(),
              "--input",
              table.toString(),
              "--output",
              folder.resolve("coefficients").toString());

      assertThat(transform.path("n").asInt()).isEqualTo(94);
    }
  }

  private static JsonNode run(LoopbackCluster cluster, String... arguments) throws Exception {
    Submission.Result result =
        cluster.submit(JobCluster.command((Object[]) arguments)).await(Duration.ofSeconds(240));
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return JobCluster.json(result);
  }
}
