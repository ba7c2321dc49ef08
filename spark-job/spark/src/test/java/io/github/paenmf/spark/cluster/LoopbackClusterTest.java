package io.github.paenmf.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoopbackClusterTest {

  private static LoopbackCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = LoopbackCluster.builder().workers(2).start();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  @Order(1)
  void tasksOnBothExecutorsMultiplyWithNd4j() {
    Submission.Result result =
        cluster.submit(Application.of(ProductsJob.class.getName())).await(Duration.ofSeconds(90));

    // Each product holds SIDE x SIDE entries of value^2 SIDE, and 1 + 4 + 9 + 16 = 30.
    double sum = 30.0 * Math.pow(ProductsJob.SIDE, 3);
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    assertThat(result.stdout().strip()).isEqualTo("sum=" + sum + " executors=2");
  }

  @Test
  @Order(2)
  void anApplicationThatThrowsEndsWithItsExitCodeAndMessage() {
    Submission.Result result =
        cluster
            .submit(Application.of("io.github.paenmf.spark.cluster.NoSuchJob"))
            .await(Duration.ofSeconds(60));

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.stderr()).contains("NoSuchJob");
  }

  @Test
  @Order(3)
  void aKilledWorkerIsMissedAndAnotherTakesItsPlace() {
    cluster.killWorker(0);
    cluster.awaitWorkers(1);
    cluster.startWorker();
    cluster.awaitWorkers(2);

    await().atMost(Duration.ofSeconds(10)).until(() -> cluster.executors().isEmpty());
  }
}
