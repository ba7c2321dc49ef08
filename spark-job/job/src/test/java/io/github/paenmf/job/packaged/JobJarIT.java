package io.github.paenmf.job.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.spark.cluster.Application;
import io.github.paenmf.spark.cluster.LoopbackCluster;
import io.github.paenmf.spark.cluster.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class JobJarIT {

  private static final Path JAR = Path.of(System.getProperty("job.jar"));

  @Test
  void whatSparkBringsIsNotInTheJar() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(entry -> entry.getName()).toList();

      assertThat(names)
          .noneMatch(name -> name.startsWith("org/apache/spark/"))
          .noneMatch(name -> name.startsWith("org/apache/hadoop/"))
          .noneMatch(name -> name.startsWith("scala/"))
          .noneMatch(name -> name.startsWith("com/fasterxml/"))
          .noneMatch(name -> name.startsWith("org/slf4j/"))
          .noneMatch(name -> name.matches("com/google/.*[.]class"))
          .noneMatch(name -> name.startsWith("org/apache/commons/io/"))
          .noneMatch(name -> name.matches("META-INF/[^/]*[.](SF|DSA|RSA)"))
          .contains("io/github/paenmf/job/Main.class")
          .anyMatch(name -> name.endsWith("libnd4jcpu.so"))
          .anyMatch(name -> name.endsWith("libopenblas.so.0"));
      // Files that name implementations are merged: each library's own would hide the others'.
      assertThat(names)
          .contains(
              "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend",
              "META-INF/services/org.apache.spark.ml.Estimator",
              "META-INF/services/org.apache.spark.ml.Transformer");
    }
  }

  @Test
  void nativesLoadInExecutorsThatGetTheJarFromSparkSubmit() throws Exception {
    try (LoopbackCluster cluster =
        LoopbackCluster.builder()
            .sparkJars(Path.of(System.getProperty("spark.jars")))
            .workers(2)
            .start()) {
      Submission.Result result =
          cluster
              .submit(Application.of("io.github.paenmf.job.Main", "doctor").withJar(JAR))
              .await(Duration.ofSeconds(150));

      assertThat(result.exitCode()).as(result.stderr()).isZero();
      assertThat(result.stdout().lines().reduce((first, second) -> second).orElseThrow())
          .contains("executor 0", "executor 1")
          .doesNotContain("can't be loaded")
          .doesNotContain("without the module jdk.incubator.vector");
    }
  }
}
