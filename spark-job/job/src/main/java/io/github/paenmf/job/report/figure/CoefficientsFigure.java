package io.github.paenmf.job.report.figure;

import io.github.paenmf.job.report.draw.Heatmap;
import io.github.paenmf.job.report.draw.Heatmap.Branch;
import io.github.paenmf.job.report.draw.Heatmap.Strip;
import io.github.paenmf.job.report.figure.Figure.Group;
import io.github.paenmf.job.report.figure.Figure.Key;
import io.github.paenmf.job.report.figure.Figure.Legend;
import io.github.paenmf.job.report.sample.RowTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Coefficients of many rows, clustered, with what is known of the rows beside them. */
public final class CoefficientsFigure {

  private static final int MOST_ROWS = 200;
  private static final int COLOURS = 8;
  private static final double ALMOST_ALL = 0.98;

  private CoefficientsFigure() {}

  /** The figure. */
  public static Figure of(Subject subject) {
    int rows = Math.min(MOST_ROWS, subject.pool().size());
    int[] parts = subject.partsBySize();
    double[][] values = new double[rows][];
    for (int i = 0; i < rows; i++) {
      double[] medians = subject.pool().medians(i);
      values[i] = Arrays.stream(parts).mapToDouble(j -> medians[j]).toArray();
    }
    double[][] levels = levels(values);
    RowTree tree = RowTree.of(levels);
    int[] order = tree.order();
    List<Strip> strips = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    int[] used = {0};
    List<Legend> legends = new ArrayList<>();
    subject
        .pool()
        .annotations()
        .forEach(
            (name, labels) -> {
              Map<String, Integer> colours = colours(labels.subList(0, rows), used[0]);
              used[0] += colours.size();
              strips.add(strip(name, labels, colours, order));
              legends.add(new Legend(name, legend(colours, labels.subList(0, rows))));
            });
    Heatmap heatmap =
        new Heatmap(
            Arrays.stream(order).mapToObj(i -> subject.pool().ids().get(i)).toList(),
            Arrays.stream(parts).mapToObj(j -> String.valueOf(j + 1)).toList(),
            Arrays.stream(order).mapToObj(i -> levels[i]).toArray(double[][]::new),
            Arrays.stream(order).mapToObj(i -> values[i]).toArray(double[][]::new),
            strips,
            tree.joins().stream()
                .map(
                    join ->
                        new Branch(
                            join.upper(),
                            join.lower(),
                            join.upperHeight(),
                            join.lowerHeight(),
                            join.height()))
                .toList());
    groups.add(
        new Group(
            "",
            440,
            520,
            List.of(
                heatmap.draw(
                    "coefficients of " + rows + " rows, clustered",
                    rows
                        + " rows down, "
                        + parts.length
                        + " parts across"
                        + (strips.isEmpty() ? "" : stripNames(strips)))),
            legends));
    return new Figure(
        "coefficients",
        "Coefficients of the rows",
        "A line is a row of the table, a column a part; the stronger the blue, the more of the part"
            + " the row has. Each column is scaled to its own largest values. Rows that use the same"
            + " parts are put together (average linkage, the tree at the left)"
            + (subject.pool().size() > rows ? "; the rows are a random sample." : "."),
        groups);
  }

  private static String stripNames(List<Strip> strips) {
    return "; beside the tree " + String.join(", ", strips.stream().map(Strip::name).toList());
  }

  /** Each column over almost its largest value, so that one row does not dim all others. */
  private static double[][] levels(double[][] values) {
    int parts = values[0].length;
    double[][] levels = new double[values.length][parts];
    for (int j = 0; j < parts; j++) {
      int column = j;
      double[] sorted = Arrays.stream(values).mapToDouble(row -> row[column]).sorted().toArray();
      double high = sorted[(int) Math.ceil(ALMOST_ALL * (sorted.length - 1))];
      double scale = high > 0 ? high : 1;
      for (int i = 0; i < values.length; i++) {
        levels[i][j] = Math.min(1, values[i][j] / scale);
      }
    }
    return levels;
  }

  /**
   * Colours for the most frequent labels, the last one for all others when there are more. Colours
   * that another annotation used are left to it while there are enough.
   */
  private static Map<String, Integer> colours(List<String> labels, int used) {
    Map<String, Integer> counts = new TreeMap<>();
    labels.stream().filter(label -> label != null).forEach(l -> counts.merge(l, 1, Integer::sum));
    List<String> frequent =
        counts.keySet().stream()
            .sorted(Comparator.comparingInt((String l) -> -counts.get(l)).thenComparing(l -> l))
            .toList();
    Map<String, Integer> colours = new LinkedHashMap<>();
    for (int c = 0; c < frequent.size(); c++) {
      boolean own = frequent.size() <= COLOURS || c < COLOURS - 1;
      int first = used + frequent.size() <= COLOURS ? used : 0;
      colours.put(frequent.get(c), own ? first + c + 1 : COLOURS);
    }
    return colours;
  }

  private static Strip strip(
      String name, List<String> labels, Map<String, Integer> colours, int[] order) {
    return new Strip(
        name,
        Arrays.stream(order)
            .map(i -> labels.get(i) == null ? 0 : colours.get(labels.get(i)))
            .toArray(),
        Arrays.stream(order)
            .mapToObj(i -> labels.get(i) == null ? "not known" : labels.get(i))
            .toList());
  }

  private static List<Key> legend(Map<String, Integer> colours, List<String> labels) {
    List<Key> keys = new ArrayList<>();
    for (int colour : IntStream.rangeClosed(1, COLOURS).toArray()) {
      List<String> names =
          colours.entrySet().stream()
              .filter(entry -> entry.getValue() == colour)
              .map(Map.Entry::getKey)
              .toList();
      if (!names.isEmpty()) {
        long count = labels.stream().filter(names::contains).count();
        String name = names.size() == 1 ? names.get(0) : names.size() + " others";
        keys.add(Key.of(colour, name + " (" + count + ")"));
      }
    }
    return keys;
  }
}
