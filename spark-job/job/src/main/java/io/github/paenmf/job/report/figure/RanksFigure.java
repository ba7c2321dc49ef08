package io.github.paenmf.job.report.figure;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The curves by which a rank was chosen. */
public final class RanksFigure {

  private RanksFigure() {}

  /**
   * The figure.
   *
   * @param selection object with {@code rank}, {@code criterion} and {@code table}, an array with
   *     an object a rank: its {@code rank} and the numbers that are drawn over it
   * @throws IllegalArgumentException when it is something else
   */
  public static Figure of(JsonNode selection) {
    JsonNode table = selection.path("table");
    if (!selection.path("rank").isNumber() || !table.isArray() || table.isEmpty()) {
      throw new IllegalArgumentException("expected rank, criterion and a table with a line a rank");
    }
    int chosen = selection.path("rank").asInt();
    Set<String> curves = new LinkedHashSet<>();
    for (JsonNode line : table) {
      line.fieldNames()
          .forEachRemaining(
              name -> {
                if (line.path(name).isNumber() && !name.equals("rank")) {
                  curves.add(name);
                }
              });
    }
    List<Panel> panels = new ArrayList<>();
    for (String curve : curves) {
      panels.add(panel(table, curve, chosen));
    }
    String criterion = selection.path("criterion").asText("");
    return new Figure(
        "ranks",
        "Choice of the rank",
        "What each criterion says of each rank; the chosen rank, "
            + chosen
            + (criterion.isEmpty() ? "" : " by " + criterion)
            + ", is marked. Where a curve is flat, its ranks are about as good as each other.",
        List.of(
            new Group(
                "",
                260,
                420,
                panels,
                List.of(Legend.of(Key.of(1, "criterion"), Key.of(2, "chosen rank"))))));
  }

  private static Panel panel(JsonNode table, String curve, int chosen) {
    List<JsonNode> lines = new ArrayList<>();
    table.forEach(
        line -> {
          if (line.path(curve).isNumber() && line.path("rank").isNumber()) {
            lines.add(line);
          }
        });
    double[] ranks = lines.stream().mapToDouble(line -> line.path("rank").asDouble()).toArray();
    double[] values = lines.stream().mapToDouble(line -> line.path(curve).asDouble()).toArray();
    String[] hints = new String[ranks.length];
    Arrays.setAll(hints, i -> "rank " + (int) ranks[i] + ": " + Numbers.text(values[i]));
    Plot plot =
        new Plot(
                300,
                190,
                Axis.linear(min(ranks) - 0.3, max(ranks) + 0.3),
                Axis.around(min(values), max(values)))
            .titles("rank", "")
            .add(new Series(curve, ranks, values, Style.MARKED, 1, hints));
    int place = Arrays.stream(ranks).mapToInt(r -> (int) r).boxed().toList().indexOf(chosen);
    if (place >= 0) {
      plot.add(
          Series.of(
              "chosen", new double[] {ranks[place]}, new double[] {values[place]}, Style.DOTS, 2));
    }
    return plot.draw(curve + " by rank", curve);
  }

  private static double min(double[] values) {
    return Arrays.stream(values).min().orElse(0);
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(1);
  }
}
