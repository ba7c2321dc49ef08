package io.github.paenmf.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.paenmf.core.io.StandaloneModel;
import io.github.paenmf.core.model.Weights;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many deaths of executors, workers and drivers; prints what was done and what came out. */
@Tag("long")
class SurvivalLongTest {

  private static final Map<String, String> SETTINGS = Map.of("maxIter", "40", "initSteps", "10");

  /**
   * Passes of an undisturbed fit: summary, range, start, warm start, ridge, training, evaluation.
   */
  private static final int PASSES = 1 + 1 + 2 + 10 + 1 + 40 + 1;

  private static LoopbackCluster cluster;
  private static String undisturbed;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    cluster = LoopbackCluster.builder().workers(2).start();
    undisturbed = Fits.undisturbed(SETTINGS);
    say("undisturbed, in one JVM: " + undisturbed);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void executorsKilledThreeTimesAtRandomRounds() {
    for (int seed = 1; seed <= 2; seed++) {
      Random random = new Random(seed);
      Submission fit = cluster.submit(Fits.application(SETTINGS));
      int[] passes = random.ints(3, 2, PASSES).sorted().toArray();
      List<String> killed = new ArrayList<>();
      for (int pass : passes) {
        Fits.awaitPass(fit, pass);
        int which = random.nextInt(2);
        int executor = Math.min(which, cluster.executors().size() - 1);
        cluster.killExecutor(executor);
        killed.add("executor " + executor + " in pass " + pass);
      }
      String bits = Fits.bits(fit);
      say("SIGKILL for " + String.join(", ", killed) + ": " + bits);
      assertThat(bits).isEqualTo(undisturbed);
    }
  }

  @Test
  void aWorkerKilledAndRestarted() {
    Submission fit = cluster.submit(Fits.application(SETTINGS));
    Fits.awaitPass(fit, "training round 5");
    cluster.killWorker(cluster.livingWorkers().get(0));
    cluster.startWorker();
    String bits = Fits.bits(fit);
    say("a worker killed in training round 5 and another started: " + bits);
    cluster.awaitWorkers(2);
    assertThat(bits).isEqualTo(undisturbed);
  }

  @Test
  void aSlowWorkerAndSpeculation() {
    Submission fit =
        cluster.submit(
            Fits.application(SETTINGS)
                .withConf("spark.speculation", "true")
                .withConf("spark.speculation.interval", "50ms")
                .withConf("spark.speculation.multiplier", "1.5")
                .withConf("spark.speculation.quantile", "0.25")
                .withConf("spark.speculation.minTaskRuntime", "50ms"));
    int stops = 0;
    for (int round : new int[] {3, 9, 15, 21, 27}) {
      Fits.awaitPass(fit, "training round " + round);
      ProcessHandle slow = cluster.executors().get(0);
      LoopbackCluster.signal(slow, "STOP");
      stops++;
      await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
      LoopbackCluster.signal(slow, "CONT");
    }
    String bits = Fits.bits(fit);
    long speculative = fit.stderr().lines().filter(l -> l.contains("as speculatable")).count();
    say(
        "an executor stood still %d times for 1.5 s, %d tasks were marked to run a second time: %s"
            .formatted(stops, speculative, bits));
    assertThat(bits).isEqualTo(undisturbed);
    assertThat(speculative).isPositive();
  }

  @Test
  void theDriverKilledTenTimesAcrossAllPhases() {
    Map<String, String> saving = Fits.with(SETTINGS, "checkpoint", folder.resolve("checkpoints"));
    List<String> moments =
        List.of(
            "summary",
            "range finder 1",
            "signs and scores",
            "warm start round 2",
            "warm start round 8",
            "encoder by ridge regression",
            "training round 3",
            "training round 16",
            "training round 33",
            "exact evaluation");
    Random random = new Random(3);
    for (int i = 0; i < moments.size(); i++) {
      Application application = Fits.application(Fits.with(saving, "resume", i > 0));
      int executors = i == 5 ? 1 : 2;
      Submission fit =
          cluster.submit(
              executors == 1 ? application.withConf("spark.cores.max", "1") : application);
      Fits.awaitPass(fit, moments.get(i));
      int later = random.nextInt(60);
      await().pollDelay(Duration.ofMillis(later)).until(() -> true);
      fit.kill();
      int code = fit.await(Fits.PATIENCE).exitCode();
      String from =
          fit.stderr()
              .lines()
              .filter(line -> line.contains("going on in"))
              .map(line -> line.substring(line.indexOf("after")))
              .findFirst()
              .orElse("from the beginning");
      say(
          "kill %d: %d executor(s), went on %s; SIGKILL %d ms into \"%s\", exit code %d"
              .formatted(i + 1, executors, from, later, moments.get(i), code));
      assertThat(code).isEqualTo(137);
    }
    String bits = Fits.bits(cluster.submit(Fits.application(Fits.with(saving, "resume", true))));
    say("resumed after ten kills: " + bits);
    assertThat(bits).isEqualTo(undisturbed);
  }

  @Test
  void partitionsExecutorsAndOrderAgree() throws Exception {
    Weights reference = null;
    double referenceElbo = 0;
    for (int executors : new int[] {1, 2}) {
      for (int partitions : new int[] {1, 2, 4, 9}) {
        Path model = folder.resolve("model-" + executors + "-" + partitions);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("maxIter", "100");
        settings.put("initSteps", "30");
        settings.put("partitions", Integer.toString(partitions));
        settings.put("inputPartitions", Integer.toString(1 + partitions % 3));
        settings.put("shuffle", Integer.toString(10 * executors + partitions));
        settings.put("model", model.toString());
        Submission fit =
            cluster.submit(
                Fits.application(settings)
                    .withConf("spark.cores.max", Integer.toString(executors)));
        String bits = Fits.bits(fit);
        var stored = StandaloneModel.load(model).stored();
        Weights found = stored.model().encoder();
        double elbo = stored.figures().negativeElbo();
        if (reference == null) {
          reference = found;
          referenceElbo = elbo;
        }
        double elboGap = Math.abs(elbo - referenceElbo);
        double partGap = worstPart(found, reference);
        say(
            String.format(
                Locale.ROOT,
                "rows shuffled, %d partition(s), %d executor(s): %s; against the first: negativeElbo"
                    + " %.2e (limit %.0e), worst part %.2e (limit 1e-03)",
                partitions,
                executors,
                bits.replaceAll("bits=(.{12})\\S*", "bits=$1"),
                elboGap,
                1e-5 * found.features(),
                partGap));
        assertThat(elboGap).isLessThan(1e-5 * found.features());
        assertThat(partGap).isLessThan(1e-3);
      }
    }
  }

  private static double worstPart(Weights a, Weights b) {
    double worst = 0;
    for (int j = 0; j < a.rank(); j++) {
      double difference = 0;
      double norm = 0;
      for (int t = j * a.features(); t < (j + 1) * a.features(); t++) {
        difference += Math.pow(a.parts()[t] - b.parts()[t], 2);
        norm += Math.pow(b.parts()[t], 2);
      }
      worst = Math.max(worst, Math.sqrt(difference / norm));
    }
    return worst;
  }

  private static void say(String text) {
    System.out.println("SURVIVAL " + text);
  }
}
