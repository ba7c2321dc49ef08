package io.github.paenmf.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.spark.KnownTable;
import io.github.paenmf.spark.LocalSpark;
import io.github.paenmf.spark.ModelBits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fits of a cluster's applications, and the same fit in this JVM to compare with. */
final class Fits {

  static final Duration PATIENCE = Duration.ofMinutes(10);

  private Fits() {}

  /** The bits of a fit in this JVM that nothing disturbs. */
  static String undisturbed(Map<String, String> settings) {
    return ModelBits.of(
        FitJob.estimator(settings)
            .setSource("in-process")
            .fit(KnownTable.frame(LocalSpark.session(), FitJob.rows(settings), 2, false)));
  }

  /** A fit as an application. */
  static Application application(Map<String, String> settings) {
    List<String> arguments = new ArrayList<>();
    settings.forEach((name, value) -> arguments.add(name + "=" + value));
    return Application.of(FitJob.class.getName(), arguments.toArray(String[]::new))
        .withConf("spark.sql.catalogImplementation", "in-memory");
  }

  /** Settings with one more. */
  static Map<String, String> with(Map<String, String> settings, String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(name, value.toString());
    return more;
  }

  /** Waits until a pass has begun. */
  static void awaitPass(Submission fit, int number) {
    fit.awaitStderr(FitJob.PASS + number + ":", PATIENCE);
  }

  /** Waits until a pass of this name has begun. */
  static void awaitPass(Submission fit, String name) {
    fit.awaitStderr(": " + name + "\n", PATIENCE);
  }

  /** The last line of a fit that has to end well. */
  static String bits(Submission fit) {
    Submission.Result result = fit.await(PATIENCE);
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return result.stdout().lines().reduce((first, second) -> second).orElseThrow();
  }
}
