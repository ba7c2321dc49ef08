package io.github.paenmf.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What dies in the middle of a fit does not change a bit of its result; short forms. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SurvivalTest {

  private static final Map<String, String> SETTINGS = Map.of("maxIter", "12", "initSteps", "5");

  private static LoopbackCluster cluster;
  private static String undisturbed;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    cluster = LoopbackCluster.builder().workers(2).start();
    undisturbed = Fits.undisturbed(SETTINGS);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** The resumed fit has one executor, and loses it too. */
  @Test
  @Order(1)
  void aDriverKilledThenTheExecutorOfTheResumedFit() {
    Map<String, String> saving = Fits.with(SETTINGS, "checkpoint", folder.resolve("checkpoints"));
    Submission first = cluster.submit(Fits.application(saving));
    Fits.awaitPass(first, "training round 4");
    first.kill();
    assertThat(first.await(Fits.PATIENCE).exitCode()).isEqualTo(137);

    Submission second =
        cluster.submit(
            Fits.application(Fits.with(saving, "resume", true)).withConf("spark.cores.max", "1"));
    Fits.awaitPass(second, "training round 6");
    cluster.killExecutor(0);

    assertThat(Fits.bits(second)).isEqualTo(undisturbed);
    assertThat(second.stderr())
        .contains("going on in", "Lost executor")
        .doesNotContain("warm start round 1\n");
  }

  /** The whitening is back with the driver by then, and has to be sent out for the lost scores. */
  @Test
  @Order(2)
  void anExecutorKilledInAFitInSlices() {
    Submission fit = cluster.submit(Fits.application(Fits.with(SETTINGS, "maxSumsBytes", 100)));
    Fits.awaitPass(fit, "training round 2");
    cluster.killExecutor(0);

    assertThat(Fits.bits(fit)).isEqualTo(undisturbed);
    assertThat(fit.stderr()).contains("cached scores were lost with an executor");
  }
}
