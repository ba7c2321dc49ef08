package io.github.paenmf.bench.study;

import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.train.TrainingParams;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the promised figures with their limits; the exit code is 1 when one is missed. */
@Command(
    name = "promises",
    description = "The figures that defaults promise on real tables, each beside its limit.",
    mixinStandardHelpOptions = true)
final class PromisedFigures implements Callable<Integer> {

  /** {@code tol} of the estimator's defaults. */
  private static final double TOL = 1e-5;

  private static final int SEEDS = 5;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of the real tables (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("../shared/data");

  private int missed;

  @Override
  public Integer call() {
    fixedNoise();
    learnedNoise();
    largeNoise();
    seeds();
    System.out.printf("%n%s%n", missed == 0 ? "all limits met" : missed + " limits missed");
    return missed == 0 ? 0 : 1;
  }

  private void fixedNoise() {
    head("Noise variance fixed at plain NMF's mean squared error");
    StudyFit faces9 = fit(StudyTable.named("faces9", data), 0.007493, 100, 1);
    check("faces9 objective", objective(faces9), 211.5);
    check("faces9 rounds", faces9.result().rounds(), 130);
    StudyFit faces81 = fit(StudyTable.named("faces81", data), 0.001135, 120, 1);
    check("faces81 objective", objective(faces81), 455);
    check("faces81 relativeError", faces81.result().figures().relativeError(), 0.073);
    check("faces81 rounds", faces81.result().rounds(), 150);
    check("faces81 held-out objective", faces81.heldOut().objective(), 620);
    StudyFit genes = fit(StudyTable.leukaemia(data), 7.87e-5, 100, 1);
    check("leukaemia objective", objective(genes), 2518);
  }

  private void learnedNoise() {
    head("Learned noise variance");
    double[] limits = {-340, -468, -2700, -11675};
    for (int i = 0; i < limits.length; i++) {
      String name = StudyTable.NAMES.get(i);
      StudyFit fit = fit(StudyTable.named(name, data), Double.NaN, 100, 1);
      check(name + " negativeElbo", fit.result().figures().negativeElbo(), limits[i]);
    }
  }

  private void largeNoise() {
    head("Noise variance 0.5 (squared error + KL), at most 180 rounds");
    double[] limits = {10.7, 12.8, 5.3};
    List<String> names = List.of("faces81", "finance", "genes");
    for (int i = 0; i < limits.length; i++) {
      StudyFit fit = fit(StudyTable.named(names.get(i), data), 0.5, 150, 1);
      check(names.get(i) + " objective", objective(fit), limits[i]);
      check(names.get(i) + " rounds", fit.result().rounds(), 180);
    }
  }

  private void seeds() {
    head("Five seeds, learned noise variance");
    for (String name : StudyTable.NAMES) {
      StudyTable table = StudyTable.named(name, data);
      double lowest = Double.POSITIVE_INFINITY;
      double highest = Double.NEGATIVE_INFINITY;
      int faulty = 0;
      for (int seed = 1; seed <= SEEDS; seed++) {
        ObjectiveFigures figures = fit(table, Double.NaN, 100, seed).result().figures();
        lowest = Math.min(lowest, figures.negativeElbo());
        highest = Math.max(highest, figures.negativeElbo());
        faulty += figures.deadParts() + figures.collapsedParts();
      }
      int features = table.train().rows()[0].length;
      System.out.printf(Locale.ROOT, "%s: %.4f to %.4f%n", name, lowest, highest);
      check(name + " spread, nats", highest - lowest, 0.02 * features);
      check(name + " dead or collapsed parts", faulty, 0);
    }
  }

  private StudyFit fit(StudyTable table, double noiseVariance, int maxIter, long seed) {
    StudyFit fit =
        StudyFit.of(
            table,
            TrainingParams.builder(table.rank())
                .noiseVariance(noiseVariance)
                .maxIter(maxIter)
                .tol(TOL)
                .seed(seed)
                .build());
    fit.notices().stream()
        .filter(notice -> !notice.startsWith("tol"))
        .forEach(notice -> System.out.println(table.name() + ": " + notice));
    return fit;
  }

  private static double objective(StudyFit fit) {
    return fit.result().figures().objective();
  }

  private static void head(String title) {
    System.out.printf("%n%s%n", title);
  }

  private void check(String name, double value, double limit) {
    boolean met = value <= limit;
    missed += met ? 0 : 1;
    System.out.printf(
        Locale.ROOT,
        "  %-30s %12.5g   limit %9.6g   %s%n",
        name,
        value,
        limit,
        met ? "met" : "MISSED");
  }
}
