package io.github.paenmf.core.plain;

import io.github.paenmf.core.pass.NmfStatistics;
import io.github.paenmf.core.pass.SummaryPass;
import io.github.paenmf.core.pass.SummaryStatistics;
import io.github.paenmf.core.train.NmfRound;
import io.github.paenmf.core.train.PartsUpdate;
import io.github.paenmf.core.train.StatisticsSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Alternates between the rows' coefficients, solved afresh in every pass, and the parts. Nothing of
 * a row is kept between passes.
 */
public final class NmfTrainer {

  /** Rounds between two tests of {@code tol}. */
  private static final int TEST_EVERY = 10;

  private static final int PART_SWEEPS = 10;

  /**
   * Sweeps over a row's coefficients in a round: few at first, as many as keep the error falling
   * (10 did not on faces at rank 81, 30 did as well as 100) when the parts have settled somewhat.
   */
  private static final int FIRST_SWEEPS = 10;

  private static final int MOST_SWEEPS = 30;

  /** Sweeps after which coefficients no longer change in the digits of float32. */
  private static final int FINAL_SWEEPS = 200;

  private final NmfSettings settings;
  private final Consumer<NmfRecord> listener;

  /**
   * A trainer.
   *
   * @param settings what to do
   * @param listener is told every round
   */
  public NmfTrainer(NmfSettings settings, Consumer<NmfRecord> listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Fits.
   *
   * @throws IllegalArgumentException when the rank is above the smaller side of the table, or the
   *     table is all zero
   */
  public NmfFit fit(StatisticsSource source) {
    int rank = settings.rank();
    int features = source.features();
    long smaller = Math.min(source.rows(), features);
    if (rank > smaller) {
      throw new IllegalArgumentException(
          "rank is %d, expected 1 to %d: the table has %d rows of %d features"
              .formatted(rank, smaller, source.rows(), features));
    }
    SummaryStatistics summary = source.run(new SummaryPass(features), "summary");
    if (!(summary.squaredNorm > 0)) {
      throw new IllegalArgumentException(
          "every value of the table is 0 (%d rows of weight %s): there is nothing to factorise"
              .formatted(summary.rows, summary.weight));
    }
    NmfStart start = new NmfStart(settings, source, summary);
    List<NmfRecord> history = new ArrayList<>();
    float[] parts = rounds(start.parts(), source, summary, history);
    FittedNmf model = new FittedNmf(rank, features, parts);
    NmfFigures figures = evaluate(model, source, summary);
    return new NmfFit(model, figures, history, start.passes() + history.size() + 2);
  }

  /** Parts after all rounds. */
  private float[] rounds(
      float[] start, StatisticsSource source, SummaryStatistics summary, List<NmfRecord> history) {
    Extrapolation extrapolation = new Extrapolation();
    float[] parts = start;
    float[] point = start;
    double last = Double.POSITIVE_INFINITY;
    for (int i = 1; i <= settings.maxIter(); i++) {
      NmfRound round = new NmfRound(point, settings.rank(), source.features());
      NmfStatistics sums =
          source.run(
              round.pass(Math.min(MOST_SWEEPS, FIRST_SWEEPS + i), 0),
              "round %d of plain NMF".formatted(i));
      double error = relative(round.squaredError(sums, summary.squaredNorm), summary);
      NmfRecord line = new NmfRecord(i, error);
      history.add(line);
      listener.accept(line);
      if (settings.tol() > 0 && settled(history)) {
        // The parts that this error belongs to.
        return point;
      }
      float[] improved = round.improve(sums, settings.solver(), PART_SWEEPS);
      if (settings.solver() == PartsUpdate.MULTIPLICATIVE) {
        point = improved;
      } else if (error > last) {
        extrapolation.failed();
        point = improved;
      } else {
        extrapolation.succeeded();
        point = extrapolation.beyond(improved, parts);
      }
      parts = improved;
      last = error;
    }
    return parts;
  }

  private boolean settled(List<NmfRecord> history) {
    int rounds = history.size();
    if (rounds <= TEST_EVERY || rounds % TEST_EVERY != 1) {
      return false;
    }
    double before = history.get(rounds - 1 - TEST_EVERY).relativeError();
    return before - history.get(rounds - 1).relativeError() < settings.tol() * before;
  }

  /**
   * How well a model explains the rows of a source.
   *
   * @throws IllegalArgumentException when the rows have another length
   */
  public static NmfFigures evaluate(FittedNmf model, StatisticsSource source) {
    return evaluate(model, source, source.run(new SummaryPass(source.features()), "summary"));
  }

  private static NmfFigures evaluate(
      FittedNmf model, StatisticsSource source, SummaryStatistics summary) {
    NmfRound round = new NmfRound(model.parts(), model.rank(), model.features());
    NmfStatistics sums = source.run(round.pass(FINAL_SWEEPS, 0), "coefficients of plain NMF");
    double error = Math.max(0, round.squaredError(sums, summary.squaredNorm));
    return new NmfFigures(
        summary.rows,
        model.features(),
        model.rank(),
        relative(error, summary),
        error / summary.weight / model.features());
  }

  private static double relative(double squaredError, SummaryStatistics summary) {
    return summary.squaredNorm > 0 ? Math.sqrt(Math.max(0, squaredError) / summary.squaredNorm) : 0;
  }
}
