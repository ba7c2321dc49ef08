package io.github.paenmf.job.report.figure;

import io.github.paenmf.core.train.Phase;
import io.github.paenmf.core.train.RoundRecord;
import io.github.paenmf.job.report.draw.Axis;
import io.github.paenmf.job.report.draw.Numbers;
import io.github.paenmf.job.report.draw.Panel;
import io.github.paenmf.job.report.draw.Plot;
import io.github.paenmf.job.report.draw.Series;
import io.github.paenmf.job.report.draw.Series.Style;
import io.github.paenmf.job.report.figure.Figure.Group;
import io.github.paenmf.job.report.figure.Figure.Key;
import io.github.paenmf.job.report.figure.Figure.Legend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How the fit went, round by round. */
public final class TrainingFigure {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 230;
  private static final double ALMOST_ALL = 0.96;

  private TrainingFigure() {}

  /**
   * The figure.
   *
   * @param history at least one round
   */
  public static Figure of(List<RoundRecord> history) {
    List<Panel> panels = new ArrayList<>();
    if (history.stream().anyMatch(round -> Double.isFinite(round.negativeElbo()))) {
      panels.add(panel(history, RoundRecord::negativeElbo, "negativeElbo", "nats a row", false));
    }
    if (history.stream().anyMatch(round -> round.meanSquaredError() > 0)) {
      panels.add(
          panel(
              history,
              RoundRecord::meanSquaredError,
              "mean squared error",
              "squared error a value",
              true));
    }
    return new Figure(
        "training",
        "Training",
        "Left, the exact negative evidence lower bound per row: lower is better, and a curve that"
            + " has gone flat means that more rounds would change little. Right, the mean squared"
            + " error of a value, first of plain NMF, then of the model.",
        List.of(
            new Group(
                "",
                300,
                520,
                panels,
                List.of(Legend.of(Key.of(3, "start with plain NMF"), Key.of(1, "training"))))));
  }

  private static Panel panel(
      List<RoundRecord> history,
      ToDoubleFunction<RoundRecord> value,
      String name,
      String unit,
      boolean log) {
    List<RoundRecord> all =
        history.stream().filter(round -> usable(value.applyAsDouble(round), log)).toList();
    double[] values = all.stream().mapToDouble(value).toArray();
    double low = Arrays.stream(values).min().orElse(0);
    double high = highest(values);
    Axis up = log && high > 10 * low ? new Axis(Axis.Kind.LOG, low * 0.9, high * 1.1) : null;
    Plot plot =
        new Plot(
                WIDTH,
                HEIGHT,
                Axis.linear(0, Math.max(1, history.get(history.size() - 1).round())),
                up == null ? Axis.around(low, high) : up)
            .titles("round", unit);
    add(plot, inside(all, true, value, high), value, name, 3);
    add(plot, inside(all, false, value, high), value, name, 1);
    return plot.draw(
        name + " by round, " + Numbers.text(values[0]) + " to " + Numbers.text(last(values)),
        name + ", at the end " + Numbers.text(last(values)));
  }

  /** Of the first rounds, which fall steeply, all but a few may leave the plot at its top. */
  private static double highest(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.floor(ALMOST_ALL * (sorted.length - 1))];
  }

  /** Rounds of one kind, from the last one that is still above the plot. */
  private static List<RoundRecord> inside(
      List<RoundRecord> all, boolean warm, ToDoubleFunction<RoundRecord> value, double high) {
    List<RoundRecord> rounds =
        all.stream().filter(round -> (round.phase() == Phase.WARM) == warm).toList();
    int first = 0;
    while (first + 1 < rounds.size() && value.applyAsDouble(rounds.get(first + 1)) > high) {
      first++;
    }
    return rounds.subList(first, rounds.size());
  }

  private static boolean usable(double value, boolean log) {
    return Double.isFinite(value) && (!log || value > 0);
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }

  private static void add(
      Plot plot,
      List<RoundRecord> rounds,
      ToDoubleFunction<RoundRecord> value,
      String name,
      int colour) {
    if (!rounds.isEmpty()) {
      plot.add(
          new Series(
              name,
              rounds.stream().mapToDouble(RoundRecord::round).toArray(),
              rounds.stream().mapToDouble(value).toArray(),
              rounds.size() <= 40 ? Style.MARKED : Style.LINE,
              colour,
              rounds.stream()
                  .map(r -> "round " + r.round() + ": " + Numbers.text(value.applyAsDouble(r)))
                  .toArray(String[]::new)));
    }
  }
}
