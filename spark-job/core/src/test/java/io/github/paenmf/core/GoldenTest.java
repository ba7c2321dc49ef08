package io.github.paenmf.core;

import static io.github.paenmf.core.golden.GoldenJson.matrix;
import static io.github.paenmf.core.golden.GoldenJson.number;
import static io.github.paenmf.core.golden.GoldenJson.settings;
import static io.github.paenmf.core.golden.GoldenJson.vector;
import static io.github.paenmf.core.golden.GoldenJson.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.paenmf.core.golden.GoldenJson;
import io.github.paenmf.core.kernel.KernelObjective;
import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.WeibullPosterior;
import io.github.paenmf.core.reference.Evaluation;
import io.github.paenmf.core.reference.ReferenceObjective;
import io.github.paenmf.core.reference.ReferenceSettings;
import io.github.paenmf.core.reference.ReferenceWeights;
import io.github.paenmf.core.special.Float32;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Gamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Values from an independent 50-digit implementation, one test a file. The folder is system
 * property {@code golden.dir}, else {@code ../shared/golden} beside the project; what a file holds
 * is told by its keys.
 */
class GoldenTest {

  private static final double FLOAT64 = 1e-12;
  private static final double TRAJECTORY = 1e-9;
  private static final double FORMULA = 1e-10;
  private static final double FLOAT32 = 2e-5;

  @TestFactory
  Stream<DynamicTest> golden() throws IOException {
    String given = System.getProperty("golden.dir", "");
    Path folder =
        given.isBlank()
            ? Path.of(System.getProperty("project.root", ".")).resolve("../shared/golden")
            : Path.of(given);
    if (given.isBlank() && !Files.isDirectory(folder)) {
      String message = "no golden files: " + folder.normalize() + " is absent";
      // As a test of its own: a factory that is aborted is not counted as skipped.
      return Stream.of(DynamicTest.dynamicTest(message, () -> abort(message)));
    }
    assertThat(folder).as("golden.dir").isDirectory();
    List<Path> files;
    try (Stream<Path> listing = Files.list(folder)) {
      files = listing.filter(p -> p.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(files).as("golden files in %s", folder).isNotEmpty();
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) {
    JsonNode json = read(file);
    if (json.has("expected_gradients")) {
      checkCase(json);
    } else if (json.has("steps")) {
      checkTrajectory(json);
    } else if (json.has("rows") && json.get("rows").get(0).has("digamma")) {
      checkSpecialFunctions(json);
    } else if (json.has("rows") && json.get("rows").get(0).has("lam")) {
      checkWeibull(json);
    } else if (json.has("expected") && json.get("expected").has("sample") && !json.has("X")) {
      checkFormula(json);
    } else {
      fail("%s is no known kind of golden file; its keys are %s", file, json.properties());
    }
  }

  private static void checkCase(JsonNode json) {
    ReferenceSettings settings = settings(json.get("config"));
    double[][] x = matrix(json.get("X"));
    double[][] epsilon = matrix(json.get("eps"));
    ReferenceWeights weights = weights(json.get("weights"));
    JsonNode expected = json.get("expected");
    ReferenceWeights gradients = weights(json.get("expected_gradients"));

    Evaluation naive = ReferenceObjective.naive(settings, x, epsilon, null, weights);
    Evaluation gram = ReferenceObjective.gram(settings, x, epsilon, null, weights);
    for (Evaluation evaluation : List.of(naive, gram)) {
      String form = evaluation == naive ? "naive " : "gram ";
      close(form + "rec", evaluation.reconstruction(), number(expected.get("rec")), FLOAT64);
      close(form + "klsum", evaluation.kl(), number(expected.get("klsum")), FLOAT64);
      close(form + "obj", evaluation.objective(), number(expected.get("obj")), FLOAT64);
      closeGradients(form, evaluation.gradients(), gradients, FLOAT64);
    }
    closeBlock("lambda", naive.latents().scale(), matrix(expected.get("lambda")), FLOAT64);
    closeBlock("k", naive.latents().shape(), matrix(expected.get("k")), FLOAT64);
    closeBlock("h", naive.latents().h(), matrix(expected.get("h")), FLOAT64);
    closeBlock("kl", naive.latents().kl(), matrix(expected.get("kl")), FLOAT64);
    closeBlock(
        "rec_rows",
        rows(naive.reconstructionRows()),
        rows(vector(expected.get("rec_rows"))),
        FLOAT64);
    closeBlock("kl_rows", rows(naive.klRows()), rows(vector(expected.get("kl_rows"))), FLOAT64);
    if (expected.has("var")) {
      closeBlock("var", naive.latents().variance(), matrix(expected.get("var")), FLOAT64);
    }

    for (KernelObjective.Form form : KernelObjective.Form.values()) {
      KernelObjective.Result floats =
          KernelObjective.evaluate(settings, x, epsilon, null, weights, form);
      String name = "float " + form + " ";
      close(name + "rec", floats.reconstruction(), number(expected.get("rec")), FLOAT32);
      close(name + "klsum", floats.kl(), number(expected.get("klsum")), FLOAT32);
      close(name + "obj", floats.objective(), number(expected.get("obj")), FLOAT32);
      closeGradients(name, floats.gradients(), gradients, FLOAT32);
    }
  }

  private static void checkTrajectory(JsonNode json) {
    ReferenceSettings settings = settings(json.get("config"));
    double[][] x = matrix(json.get("X"));
    double rate = number(json.get("learning_rate"));
    ReferenceWeights weights = weights(json.get("weights0"));
    int number = 0;
    for (JsonNode step : json.get("steps")) {
      String where = "step " + number++ + " ";
      double[][] epsilon = matrix(step.get("eps"));
      Evaluation before = ReferenceObjective.gram(settings, x, epsilon, null, weights);
      close(where + "obj_before", before.objective(), number(step.get("obj_before")), TRAJECTORY);
      int clipped = 0;
      for (int t = 0; t < weights.features(); t++) {
        for (int j = 0; j < weights.rank(); j++) {
          double target = weights.wF()[t][j] - rate * before.gradients().wF()[t][j];
          clipped += target < 0 ? 1 : 0;
        }
      }
      assertThat(clipped).as(where + "n_clipped").isEqualTo(step.get("n_clipped").asInt());
      weights = weights.step(before.gradients(), rate);
      Evaluation after = ReferenceObjective.naive(settings, x, epsilon, null, weights);
      close(
          where + "obj_after",
          after.objective(),
          number(step.get("obj_after_same_eps")),
          TRAJECTORY);
      close(where + "rec_after", after.reconstruction(), number(step.get("rec_after")), TRAJECTORY);
      close(where + "kl_after", after.kl(), number(step.get("kl_after")), TRAJECTORY);
      closeBlock(where + "W_f", weights.wF(), matrix(step.get("W_f_after")), TRAJECTORY);
    }
    assertThat(number).as("steps").isPositive();
    closeGradients("last ", weights, weights(json.get("weights20")), TRAJECTORY);
  }

  private static void checkFormula(JsonNode json) {
    int n = json.get("n").asInt();
    int m = json.get("m").asInt();
    int r = json.get("r").asInt();
    double[][] x = new double[n][m];
    double[][] epsilon = new double[n][r];
    ReferenceWeights weights =
        new ReferenceWeights(
            new double[r][m], new double[r], new double[r][m], new double[r], new double[m][r]);
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < m; t++) {
        boolean zero = (i + 3 * t) % 4 == 0;
        x[i][t] = zero ? 0 : (7 * i + 13 * t + (i * t) % 5) % 17 / 16.0;
      }
      for (int a = 0; a < r; a++) {
        epsilon[i][a] = ((31 * i + 17 * a) % 251 + 0.5) / 251;
      }
    }
    for (int a = 0; a < r; a++) {
      weights.bLambda()[a] = a / 8.0;
      weights.bK()[a] = 1 + a / 4.0;
      for (int t = 0; t < m; t++) {
        weights.wLambda()[a][t] = ((3 * a + 5 * t) % 9 - 3) / 64.0;
        weights.wK()[a][t] = ((5 * a + 2 * t) % 7 - 2) / 64.0;
        weights.wF()[t][a] = (3 * t + 7 * a) % 8 / 32.0;
      }
    }
    json.get("expected")
        .properties()
        .forEach(
            entry -> {
              ReferenceSettings settings =
                  new ReferenceSettings(
                          Activation.SOFTPLUS,
                          Activation.SOFTPLUS,
                          1e-3,
                          0.1,
                          0,
                          0,
                          0,
                          0,
                          1,
                          1,
                          0.0625,
                          1,
                          GoldenJson.reading(entry.getKey()))
                      .unclamped();
              Evaluation naive = ReferenceObjective.naive(settings, x, epsilon, null, weights);
              Evaluation gram = ReferenceObjective.gram(settings, x, epsilon, null, weights);
              checkFormula(entry.getKey() + " naive ", naive, entry.getValue(), FORMULA);
              checkFormula(entry.getKey() + " gram ", gram, entry.getValue(), FORMULA);
              for (KernelObjective.Form form : KernelObjective.Form.values()) {
                KernelObjective.Result floats =
                    KernelObjective.evaluate(settings, x, epsilon, null, weights, form);
                String name = entry.getKey() + " float " + form + " ";
                close(
                    name + "obj", floats.objective(), number(entry.getValue().get("obj")), FLOAT32);
                closeGradients(name, floats.gradients(), naive.gradients(), FLOAT32);
              }
            });
  }

  private static void checkFormula(
      String form, Evaluation evaluation, JsonNode expected, double tolerance) {
    close(form + "rec", evaluation.reconstruction(), number(expected.get("rec")), tolerance);
    close(form + "klsum", evaluation.kl(), number(expected.get("klsum")), tolerance);
    close(form + "obj", evaluation.objective(), number(expected.get("obj")), tolerance);
    ReferenceWeights gradients = evaluation.gradients();
    double[][][] blocks = {
      gradients.wLambda(),
      rows(gradients.bLambda()),
      gradients.wK(),
      rows(gradients.bK()),
      gradients.wF()
    };
    List<String> names = List.of("Wl", "bl", "Wk", "bk", "Wf");
    for (int b = 0; b < blocks.length; b++) {
      String name = names.get(b);
      double norm = norm(blocks[b]);
      double sum = Arrays.stream(blocks[b]).flatMapToDouble(Arrays::stream).sum();
      close(form + name, norm, number(expected.get("grad_norms").get(name)), tolerance);
      close(form + name + " sum", sum, number(expected.get("grad_sums").get(name)), tolerance);
      close(
          form + name + " first",
          blocks[b][0][0],
          number(expected.get("grad_first").get(name)),
          tolerance);
    }
  }

  private static void checkSpecialFunctions(JsonNode json) {
    for (JsonNode row : json.get("rows")) {
      double x = number(row.get("x"));
      double gamma = number(row.get("gamma"));
      double digamma = number(row.get("digamma"));
      close("Gamma(" + x + ")", Gamma.value(x), gamma, FLOAT64);
      assertThat(Digamma.value(x)).as("psi(%s)", x).isCloseTo(digamma, absolute(digamma, FLOAT64));
      double lgamma = number(row.get("lgamma"));
      assertThat(LogGamma.value(x))
          .as("ln Gamma(%s)", x)
          .isCloseTo(lgamma, absolute(lgamma, FLOAT64));
      // The float functions take u = x - 1, which here is often no float; its rounding is allowed.
      float u = (float) (x - 1);
      if (u <= Float32.GAMMA_MAX) {
        double moved = 1 + digamma * (u - (x - 1));
        close("float Gamma(" + x + ")", Float32.gamma1p(u), gamma * moved, 1e-6);
      }
      assertThat((double) Float32.digamma1p(u))
          .as("float psi(%s)", x)
          .isCloseTo(digamma, absolute(digamma, 1e-6));
    }
  }

  private static void checkWeibull(JsonNode json) {
    for (JsonNode row : json.get("rows")) {
      double k = number(row.get("k"));
      double lambda = number(row.get("lam"));
      String name = "Weibull(%s, %s) ".formatted(k, lambda);
      WeibullPosterior weibull = new WeibullPosterior(k, lambda);
      close(name + "mean", weibull.mean(), number(row.get("mean")), FLOAT64);
      close(name + "variance", weibull.variance(), number(row.get("variance")), FLOAT64);
      close(name + "mode", weibull.mode(), number(row.get("mode")), FLOAT64);
      close(name + "median", weibull.median(), number(row.get("median")), FLOAT64);
      closeTo(name + "KL", weibull.kl(1, 1), number(row.get("kl_prior_1_1")), FLOAT64);
      closeTo(name + "KL'", weibull.kl(2, 0.5), number(row.get("kl_prior_2_05")), FLOAT64);
      WeibullDistribution distribution = weibull.distribution();
      for (JsonNode point : row.get("points")) {
        double x = number(point.get("x"));
        // x/lambda is rounded, and its k-th power multiplies that error by k, its exponential
        // again.
        double power = Math.pow(x / lambda, k);
        double tolerance = FLOAT64 * (1 + k) * (1 + Math.min(power, 1e3));
        // Some rows of k = 1e6 give an infinite density beside a logarithm of -Infinity: it is 0.
        double logDensity = number(point.get("logpdf"));
        double density = logDensity == Double.NEGATIVE_INFINITY ? 0 : number(point.get("pdf"));
        close(name + "pdf(" + x, weibull.density(x), density, tolerance);
        close(
            name + "cdf(" + x,
            distribution.cumulativeProbability(x),
            number(point.get("cdf")),
            tolerance);
        close(
            name + "sf(" + x,
            distribution.survivalProbability(x),
            number(point.get("sf")),
            tolerance);
        closeTo(name + "logpdf(" + x, distribution.logDensity(x), logDensity, tolerance);
      }
      for (JsonNode quantile : row.get("quantiles")) {
        double p = number(quantile.get("p"));
        close(
            name + "quantile(" + p,
            weibull.quantile(p),
            number(quantile.get("quantile")),
            FLOAT64 * (1 + 1 / k));
        close(
            name + "inverse_sf(" + p,
            weibull.inverseSurvival(p),
            number(quantile.get("inverse_sf")),
            FLOAT64 * (1 + 1 / k));
      }
    }
  }

  private static void closeGradients(
      String name, ReferenceWeights actual, ReferenceWeights expected, double tolerance) {
    closeBlock(name + "W_lambda", actual.wLambda(), expected.wLambda(), tolerance);
    closeBlock(name + "b_lambda", rows(actual.bLambda()), rows(expected.bLambda()), tolerance);
    closeBlock(name + "W_k", actual.wK(), expected.wK(), tolerance);
    closeBlock(name + "b_k", rows(actual.bK()), rows(expected.bK()), tolerance);
    closeBlock(name + "W_f", actual.wF(), expected.wF(), tolerance);
  }

  /** Frobenius norm of the difference, relative to that of the expected block. */
  private static void closeBlock(
      String name, double[][] actual, double[][] expected, double tolerance) {
    double[][] gap = new double[expected.length][];
    assertThat(actual).as(name).hasNumberOfRows(expected.length);
    for (int i = 0; i < gap.length; i++) {
      assertThat(actual[i]).as(name).hasSameSizeAs(expected[i]);
      gap[i] = new double[expected[i].length];
      for (int j = 0; j < gap[i].length; j++) {
        gap[i][j] = actual[i][j] - expected[i][j];
      }
    }
    double size = norm(expected);
    assertThat(norm(gap)).as(name).isLessThanOrEqualTo(tolerance * (size == 0 ? 1 : size));
  }

  /** Relative; absolute where 0 is expected. */
  private static void close(String name, double actual, double expected, double tolerance) {
    if (Double.isInfinite(expected)) {
      assertThat(actual).as(name).isEqualTo(expected);
      return;
    }
    double size = expected == 0 ? 1 : Math.abs(expected);
    assertThat(Math.abs(actual - expected) / size)
        .as("%s: %s, expected %s", name, actual, expected)
        .isLessThanOrEqualTo(tolerance);
  }

  /** Relative to at least 1: for values that pass through 0 by cancellation. */
  private static void closeTo(String name, double actual, double expected, double tolerance) {
    if (Double.isInfinite(expected)) {
      assertThat(actual).as(name).isEqualTo(expected);
      return;
    }
    assertThat(actual).as(name).isCloseTo(expected, absolute(expected, tolerance));
  }

  private static Offset<Double> absolute(double expected, double tolerance) {
    return Offset.offset(tolerance * Math.max(1, Math.abs(expected)));
  }

  private static double norm(double[][] block) {
    return Math.sqrt(
        Arrays.stream(block).flatMapToDouble(Arrays::stream).map(value -> value * value).sum());
  }

  private static double[][] rows(double[] vector) {
    return new double[][] {vector};
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
