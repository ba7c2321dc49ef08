package io.github.paenmf.job.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class JobJarIT {

  @Test
  void whatSparkBringsIsNotInTheJar() throws Exception {
    try (JarFile jar = new JarFile(JobCluster.JAR.toFile())) {
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
}
