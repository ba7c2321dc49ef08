package io.github.paenmf.job.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.spark.cluster.LoopbackCluster;
import io.github.paenmf.spark.cluster.Submission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that others share, containers, and a user at the keyboard. */
class ClusterSafetyIT {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Path ROOT = Path.of(System.getProperty("project.root"));
  private static final String SECRET = "a-secret-of-the-tests";

  @TempDir Path folder;

  @Test
  @Tag("long")
  void theTarballRunsWithAuthenticationAndEncryption() throws Exception {
    Path table = JobCluster.table(folder.resolve("table.csv"), 300, 40);
    Path tarball = folder.resolve("release.tar.gz");
    run(Map.of(), ROOT.resolve("submit/package").toString(), tarball.toString());
    Path place = Files.createDirectories(folder.resolve("place"));
    run(Map.of(), "tar", "-xzf", tarball.toString(), "-C", place.toString());
    Path release = place.resolve(JobCluster.names(place).get(0));
    System.out.println("SAFETY the tarball holds " + JobCluster.names(release));
    assertThat(JobCluster.names(release))
        .contains("bill-of-materials.json", "conf", "lib", "submit", "SECURITY.md");
    assertThat(Files.readString(release.resolve("bill-of-materials.json")))
        .contains("\"bomFormat\" : \"CycloneDX\"", "org.bytedeco", "picocli");

    try (LoopbackCluster cluster =
        JobCluster.builder()
            .conf("spark.authenticate", "true")
            .conf("spark.authenticate.secret", SECRET)
            .conf("spark.network.crypto.enabled", "true")
            .conf("spark.io.encryption.enabled", "true")
            // A master with a secret has no room for submissions by HTTP, and says so.
            .conf("spark.master.rest.enabled", "false")
            .start()) {
      Path model = folder.resolve("model");
      List<String> command = new ArrayList<>();
      command.add(release.resolve("submit/paenmf").toString());
      command.addAll(List.of("fit", "--master", cluster.masterUrl()));
      cluster
          .conf()
          .forEach(
              (name, value) -> {
                if (!name.equals("spark.master")) {
                  command.addAll(List.of("--conf", name + "=" + value));
                }
              });
      command.addAll(
          List.of(
              "--input",
              table.toString(),
              "--rank",
              "4",
              "--max-iter",
              "10",
              "--source",
              "distributed",
              "--partitions",
              "3",
              "--checkpoint",
              folder.resolve("fit").toString(),
              "--model",
              model.toString()));
      String out =
          run(Map.of("SPARK_HOME", cluster.sparkHome().toString()), command.toArray(String[]::new));
      System.out.println("SAFETY with authentication and encryption: " + out.strip());
      assertThat(out).contains("\"source\":\"distributed\"");
      assertThat(JobCluster.arrays(model)).containsKey("parts.npy");

      Submission.Result doctor = cluster.submit(JobCluster.command("doctor")).await(PATIENCE);
      assertThat(doctor.exitCode()).as(doctor.stderr()).isZero();
      assertThat(doctor.stdout() + doctor.stderr() + out).doesNotContain(SECRET);
      for (Path file : files(model)) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
      }
    }
  }

  @Test
  @Tag("long")
  void jarsAndHomesThatCannotBeWritten() throws Exception {
    Path built = JobCluster.JAR.getParent();
    try (Mounted image = Mounted.readOnly(built, folder.resolve("image"))) {
      Path jars = image.folder().resolve(built.relativize(JobCluster.SPARK_JARS));
      assertThatIOException().isThrownBy(() -> Files.createFile(jars.resolve("one-more.jar")));

      Path table = JobCluster.table(folder.resolve("table.csv"), 300, 40);
      Path jar = image.folder().resolve(JobCluster.JAR.getFileName());
      try (LoopbackCluster cluster = JobCluster.homeless(jars).start()) {
        Submission.Result result =
            cluster
                .submit(
                    JobCluster.homeless(fitting(table, "model", "--max-iter", 5, "--init-steps", 3))
                        .withJar(jar))
                .await(PATIENCE);

        assertThat(result.exitCode()).as(result.stderr()).isZero();
        JsonNode json = JobCluster.json(result);
        System.out.println("SAFETY without writable jars and home: " + json);
        assertThat(json.path("backend").asText()).containsAnyOf("openblas", "tiles");
      }
    }
  }

  @Test
  @Tag("long")
  void ctrlCStopsAfterTheRoundAndTheResumedFitHasTheSameBits() throws Exception {
    Path table = JobCluster.table(folder.resolve("table.csv"), 400, 60);
    Path saved = folder.resolve("fit");
    try (LoopbackCluster cluster = JobCluster.builder().start()) {
      assertThat(fit(cluster, table, "whole").await(PATIENCE).exitCode()).isZero();

      Submission stopped = fit(cluster, table, "model", "--checkpoint", saved);
      stopped.awaitStderr("round 11 of", PATIENCE);
      stopped.interrupt();
      Submission.Result interrupted = stopped.await(PATIENCE);
      System.out.println("SAFETY Ctrl-C: exit code " + interrupted.exitCode());
      interrupted
          .stderr()
          .lines()
          .filter(line -> line.matches("(paenmf fit|stopping|run the).*"))
          .forEach(line -> System.out.println("SAFETY   " + line));
      assertThat(interrupted.exitCode()).isEqualTo(130);
      assertThat(interrupted.stderr())
          .contains("stopping at the end of this round", "saved in " + saved)
          .contains("run the same command with --resume");
      assertThat(folder.resolve("model")).doesNotExist();

      Submission.Result resumed =
          fit(cluster, table, "model", "--checkpoint", saved, "--resume").await(PATIENCE);
      assertThat(resumed.exitCode()).as(resumed.stderr()).isZero();
      System.out.println("SAFETY resumed: " + resumed.stdout().strip());
      assertThat(JobCluster.arrays(folder.resolve("model")))
          .isEqualTo(JobCluster.arrays(folder.resolve("whole")));
      assertThat(saved).doesNotExist();
    }
  }

  private Submission fit(LoopbackCluster cluster, Path table, String model, Object... more) {
    return cluster.submit(JobCluster.command(fitting(table, model, more)));
  }

  private Object[] fitting(Path table, String model, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "fit",
                "--input",
                table,
                "--rank",
                4,
                "--tol",
                0,
                "--source",
                "distributed",
                "--partitions",
                3,
                "--model",
                folder.resolve(model)));
    arguments.addAll(List.of(more));
    return arguments.toArray();
  }

  private String run(Map<String, String> environment, String... command) throws Exception {
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().putAll(environment);
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(Files.readString(err)).isZero();
    return out;
  }

  private static List<Path> files(Path model) throws IOException {
    try (Stream<Path> files = Files.walk(model)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
