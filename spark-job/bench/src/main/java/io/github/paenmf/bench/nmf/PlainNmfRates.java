package io.github.paenmf.bench.nmf;

import io.github.paenmf.bench.study.StudyTable;
import io.github.paenmf.core.linalg.NativeLibraries;
import io.github.paenmf.core.plain.NmfFit;
import io.github.paenmf.core.plain.NmfRecord;
import io.github.paenmf.core.plain.NmfSettings;
import io.github.paenmf.core.plain.NmfTrainer;
import io.github.paenmf.core.plain.PartsStart;
import io.github.paenmf.core.train.PartsUpdate;
import io.github.paenmf.core.train.StatisticsSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints, for real tables, the relative error by round, the rounds and seconds to given errors and
 * the error at the end. Times start at cached data and count the finding of a start.
 *
 * <p>Arguments: the folder of the data, and how often the fits are repeated (2 unless given: the
 * first runs while the compiler is still at work).
 */
public final class PlainNmfRates {

  private static final int MOST_ROUNDS = 2000;
  private static final int[] SHOWN = {1, 2, 5, 10, 20, 30, 50, 100, 200, 500, 1000, 2000};

  private PlainNmfRates() {}

  /** Prints. */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments[0]);
    int repeats = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    NativeLibraries.load();
    StudyTable faces9 = StudyTable.named("faces9", data);
    StudyTable faces81 = StudyTable.named("faces81", data);
    StudyTable leukaemia = StudyTable.leukaemia(data);
    for (int i = 0; i < repeats; i++) {
      for (PartsUpdate solver : PartsUpdate.values()) {
        // The lowest error known at convergence, and scikit-learn's after 100 rounds.
        fit(faces9, solver, .1577);
        fit(faces81, solver, .0606, .0657);
        fit(leukaemia, solver, .5027);
      }
    }
  }

  private static void fit(StudyTable table, PartsUpdate solver, double best, double... marks) {
    int rank = table.rank();
    int cores = Runtime.getRuntime().availableProcessors();
    int rounds = solver == PartsUpdate.HALS ? MOST_ROUNDS : MOST_ROUNDS / 4;
    NmfSettings settings = new NmfSettings(rank, rounds, 1e-5, 1, PartsStart.NNDSVD, solver);
    List<Double> seconds = new ArrayList<>();
    try (StatisticsSource source = StudyTable.source(table.train(), 0)) {
      long start = System.nanoTime();
      NmfFit fit =
          new NmfTrainer(settings, line -> seconds.add((System.nanoTime() - start) * 1e-9))
              .fit(source);
      double total = (System.nanoTime() - start) * 1e-9;
      System.out.printf(
          "%s %d x %d, rank %d, %s, %d threads: relative error %.5f (%.2f %% above %.4f),"
              + " %d rounds, %.2f s%n",
          table.name(),
          source.rows(),
          source.features(),
          rank,
          solver,
          cores,
          fit.figures().relativeError(),
          100 * (fit.figures().relativeError() / best - 1),
          best,
          fit.history().size(),
          total);
      for (double mark : marks) {
        reach(fit, seconds, mark);
      }
      reach(fit, seconds, 1.01 * best);
      StringBuilder line = new StringBuilder("  by round:");
      for (int shown : SHOWN) {
        if (shown <= fit.history().size()) {
          line.append(" %d %.5f".formatted(shown, fit.history().get(shown - 1).relativeError()));
        }
      }
      System.out.println(line);
    }
  }

  private static void reach(NmfFit fit, List<Double> seconds, double error) {
    for (NmfRecord line : fit.history()) {
      if (line.relativeError() <= error) {
        System.out.printf(
            "  %.4f after %d rounds, %.2f s%n", error, line.round(), seconds.get(line.round() - 1));
        return;
      }
    }
    System.out.printf("  %.4f not reached%n", error);
  }
}
