package io.github.paenmf.bench.study;

import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.train.RoundRecord;
import io.github.paenmf.core.train.TrainingParams;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fits every table with every solver and prints what came of it. */
@Command(
    name = "solvers",
    description =
        "Compares solvers on tables: figures, and rounds and seconds to given objectives.",
    mixinStandardHelpOptions = true)
final class SolverComparison implements Callable<Integer> {

  /** Nats a row and feature above the best solver's negativeElbo, where no target is given. */
  private static final double[] ABOVE_BEST = {0.1, 0.01, 0.001};

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of the real tables (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("../shared/data");

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "NAME",
      description =
          "real tables: faces9, faces81, finance, genes (default: all, or none with --input)")
  private List<String> tables;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "a table of one's own, CSV or TSV, a row a data point")
  private Path input;

  @Option(names = "--test", paramLabel = "FILE", description = "held-out rows for --input")
  private Path test;

  @Option(names = "--rank", paramLabel = "R", description = "number of parts for --input")
  private int rank = 10;

  @Option(
      names = "--solvers",
      split = ",",
      paramLabel = "NAME",
      description =
          "newton, newton-mu, adam, adam-expected, l-bfgs, gd, gd-backtracking, paper (default: all)")
  private List<String> solvers = StudySolver.labels();

  @Option(
      names = "--max-iter",
      paramLabel = "N",
      description = "training rounds (default: ${DEFAULT-VALUE})")
  private int maxIter = 100;

  @Option(
      names = "--init-steps",
      paramLabel = "N",
      description = "rounds of plain NMF before (default: ${DEFAULT-VALUE})")
  private int initSteps = 30;

  @Option(
      names = "--noise-variance",
      paramLabel = "X",
      description = "fixed noise variance (default: learned)")
  private double noiseVariance = Double.NaN;

  @Option(
      names = "--kl-weight",
      paramLabel = "X",
      description = "weight of the KL term (default: ${DEFAULT-VALUE})")
  private double klWeight = 1;

  @Option(names = "--seed", paramLabel = "N", description = "seed (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--targets",
      split = ",",
      paramLabel = "X",
      description =
          "negativeElbo values to be reached (default: 0.1, 0.01 and 0.001 m above the best)")
  private double[] targets;

  @Option(names = "--history", paramLabel = "FILE", description = "CSV for the objective by round")
  private Path history;

  @Override
  public Integer call() {
    List<StudySolver> chosen = solvers.stream().map(StudySolver::of).toList();
    List<String> lines = new ArrayList<>(List.of("table,solver,round,phase,seconds,negativeElbo"));
    for (StudyTable table : chosenTables()) {
      Map<StudySolver, StudyFit> fits = new LinkedHashMap<>();
      for (StudySolver solver : chosen) {
        fits.put(solver, StudyFit.of(table, params(table, solver)));
        addHistory(table, solver, fits.get(solver), lines);
      }
      print(table, fits, System.out);
    }
    if (history != null) {
      write(lines);
    }
    return 0;
  }

  private List<StudyTable> chosenTables() {
    List<StudyTable> chosen = new ArrayList<>();
    if (input != null) {
      NumberTable held = test == null ? null : NumberTable.read(test);
      chosen.add(
          new StudyTable(input.getFileName().toString(), NumberTable.read(input), held, rank));
    }
    List<String> names = tables != null ? tables : input == null ? StudyTable.NAMES : List.of();
    names.forEach(name -> chosen.add(StudyTable.named(name, data)));
    return chosen;
  }

  private TrainingParams params(StudyTable table, StudySolver solver) {
    return solver
        .into(
            TrainingParams.builder(table.rank())
                .maxIter(maxIter)
                .initSteps(initSteps)
                .noiseVariance(noiseVariance)
                .klWeight(klWeight)
                .seed(seed))
        .build();
  }

  private void print(StudyTable table, Map<StudySolver, StudyFit> fits, PrintStream out) {
    int features = table.train().rows()[0].length;
    out.printf(
        Locale.ROOT,
        "%n%s: %d rows, %d features, rank %d, noise variance %s, KL weight %s%n",
        table.name(),
        table.train().rows().length,
        features,
        table.rank(),
        Double.isNaN(noiseVariance) ? "learned" : noiseVariance,
        klWeight);
    out.printf(
        Locale.ROOT,
        "%-16s %12s %11s %9s %9s %9s %5s %9s %7s %7s %7s %12s%n",
        "solver",
        "negativeElbo",
        "objective",
        "KL",
        "error",
        "noise",
        "dead",
        "collapsed",
        "Hoyer",
        "rounds",
        "seconds",
        "held out");
    fits.forEach((solver, fit) -> printFigures(solver, fit, out));
    double best =
        fits.values().stream()
            .mapToDouble(fit -> fit.result().figures().negativeElbo())
            .min()
            .orElseThrow();
    double[] goals = targets;
    if (goals == null) {
      goals = new double[ABOVE_BEST.length];
      for (int i = 0; i < goals.length; i++) {
        goals[i] = best + ABOVE_BEST[i] * features;
      }
    }
    out.printf("%-16s", "rounds (seconds)");
    for (double goal : goals) {
      out.printf(Locale.ROOT, " %18s", String.format(Locale.ROOT, "to %.3f", goal));
    }
    out.println();
    for (Map.Entry<StudySolver, StudyFit> entry : fits.entrySet()) {
      out.printf("%-16s", entry.getKey().label());
      for (double goal : goals) {
        out.printf(" %18s", reached(entry.getValue(), goal));
      }
      out.println();
    }
    fits.forEach(
        (solver, fit) ->
            fit.notices().forEach(notice -> out.println(solver.label() + ": " + notice)));
  }

  private static void printFigures(StudySolver solver, StudyFit fit, PrintStream out) {
    ObjectiveFigures figures = fit.result().figures();
    out.printf(
        Locale.ROOT,
        "%-16s %12.3f %11.3f %9.3f %9.5f %9.3g %5d %9d %7.3f %7d %7.2f %12s%n",
        solver.label(),
        figures.negativeElbo(),
        figures.objective(),
        figures.kl(),
        figures.relativeError(),
        figures.noiseVariance(),
        figures.deadParts(),
        figures.collapsedParts(),
        fit.sparseness(),
        fit.result().rounds(),
        fit.seconds(),
        fit.heldOut() == null
            ? "-"
            : String.format(Locale.ROOT, "%.2f", fit.heldOut().negativeElbo()));
  }

  private static String reached(StudyFit fit, double goal) {
    int at = fit.reached(goal);
    return at < 0
        ? "never"
        : String.format(
            Locale.ROOT, "%d (%.2f)", fit.result().history().get(at).round(), fit.times()[at]);
  }

  private static void addHistory(
      StudyTable table, StudySolver solver, StudyFit fit, List<String> lines) {
    List<RoundRecord> rounds = fit.result().history();
    for (int i = 0; i < rounds.size(); i++) {
      RoundRecord round = rounds.get(i);
      lines.add(
          String.format(
              Locale.ROOT,
              "%s,%s,%d,%s,%.4f,%s",
              table.name(),
              solver.label(),
              round.round(),
              round.phase().name().toLowerCase(Locale.ROOT),
              fit.times()[i],
              Double.isFinite(round.negativeElbo()) ? round.negativeElbo() : ""));
    }
  }

  private void write(List<String> lines) {
    try (PrintWriter writer =
        new PrintWriter(Files.newBufferedWriter(history, StandardCharsets.UTF_8))) {
      lines.forEach(writer::println);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
