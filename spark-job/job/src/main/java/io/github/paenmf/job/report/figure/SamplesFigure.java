package io.github.paenmf.job.report.figure;

import io.github.paenmf.job.report.View;
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

/** Rows, their median reconstructions and rows drawn like them; the paper's figure 7. */
public final class SamplesFigure {

  private static final int ROWS = 6;
  private static final int DRAWN_IMAGES = 4;
  private static final int DRAWN_LINES = 8;
  private static final int FEATURES = 60;

  private SamplesFigure() {}

  /** The figure. */
  public static Figure of(Subject subject) {
    boolean image = subject.image() != null;
    boolean lines = subject.view() == View.LINES;
    RowPictures pictures = new RowPictures(subject);
    List<Panel> panels = new ArrayList<>();
    for (int row : subject.shown(image ? ROWS : 4)) {
      panels.add(
          image
              ? images(subject, pictures, row)
              : lines ? lines(subject, pictures, row) : profile(subject, row));
    }
    String reading =
        image
            ? "In each strip: the row, its reconstruction from the median coefficients, and four"
                + " new rows drawn from its posterior."
            : lines
                ? "The row, its reconstruction from the median coefficients, and eight new rows"
                    + " drawn from its posterior."
                : "Some features of a row, from the smallest to the largest reconstruction: the row"
                    + " as dots, the reconstruction from the median coefficients, and eight new"
                    + " rows drawn from its posterior as pale lines.";
    List<Legend> legend =
        image
            ? List.of()
            : lines
                ? List.of(
                    Legend.of(
                        Key.of(0, "row of the table"),
                        Key.of(1, "median"),
                        Key.of(2, "drawn like it"),
                        Key.of(8, "two standard deviations of the error about the median")))
                : List.of(
                    Legend.of(
                        Key.of(0, "row of the table"),
                        Key.of(1, "median"),
                        Key.of(2, "drawn like it")));
    return new Figure(
        "samples",
        "New rows like a row",
        reading
            + subject.inTableUnits()
            + " How far they differ is how unsure the model is of the row. (The paper's figure 7.)",
        List.of(new Group("", 300, image ? 420 : 520, panels, legend)));
  }

  private static Panel images(Subject subject, RowPictures pictures, int row) {
    List<double[]> strip = new ArrayList<>();
    strip.add(values(subject, row));
    strip.add(median(subject, row));
    for (int d = 0; d < DRAWN_IMAGES; d++) {
      strip.add(subject.shown(row, subject.drawn(row, d)));
    }
    String id = subject.pool().ids().get(row);
    return pictures.images(strip, "row " + id + ", its reconstruction and new rows", id);
  }

  private static Panel lines(Subject subject, RowPictures pictures, int row) {
    List<double[]> drawn = drawn(subject, row);
    double[] original = values(subject, row);
    Plot plot = pictures.linePlot(360, 190, Axis.linear(0, 1.03 * high(drawn, original)));
    plot.add(
        pictures.band(
            subject.shown(row, shifted(subject, row, -2)),
            subject.shown(row, shifted(subject, row, 2))));
    drawn.forEach(values -> plot.add(pictures.line(values, Style.FAINT, 2)));
    String id = subject.pool().ids().get(row);
    return plot.add(pictures.line(original, Style.LINE, 0))
        .add(pictures.line(median(subject, row), Style.LINE, 1))
        .draw("row " + id + ", its reconstruction and new rows", id);
  }

  private static Panel profile(Subject subject, int row) {
    double[] median = median(subject, row);
    double[] original = values(subject, row);
    List<double[]> drawn = drawn(subject, row);
    int[] places = Thinning.bySize(median, FEATURES);
    double[] x = new double[places.length];
    Arrays.setAll(x, i -> i);
    double[] all = Thinning.at(original, places);
    Axis up = Axis.forAmounts(concat(all, Thinning.at(median, places)));
    Plot plot =
        new Plot(360, 220, Axis.linear(-0.5, x.length - 0.5), up)
            .names(Arrays.stream(places).mapToObj(t -> "").toList())
            .titles("features, by their reconstruction", "");
    drawn.forEach(
        values -> plot.add(Series.of("", x, Thinning.at(values, places), Style.FAINT, 2)));
    plot.add(Series.of("", x, Thinning.at(median, places), Style.LINE, 1));
    String[] hints = new String[places.length];
    Arrays.setAll(
        hints,
        i ->
            subject.featureName(places[i])
                + ": "
                + Numbers.text(original[places[i]])
                + ", median "
                + Numbers.text(median[places[i]]));
    String id = subject.pool().ids().get(row);
    return plot.add(new Series("", x, all, Style.DOTS, 0, hints))
        .draw("row " + id + ", its reconstruction and new rows", id);
  }

  private static double[] values(Subject subject, int row) {
    return subject.shown(row, subject.original(row));
  }

  private static double[] median(Subject subject, int row) {
    return subject.shown(row, subject.median(row));
  }

  /** The reconstruction and so many standard deviations of the error, not below 0. */
  private static double[] shifted(Subject subject, int row, double deviations) {
    double by = deviations * Math.sqrt(subject.model().noiseVariance());
    return Arrays.stream(subject.median(row)).map(v -> Math.max(0, v + by)).toArray();
  }

  private static List<double[]> drawn(Subject subject, int row) {
    List<double[]> drawn = new ArrayList<>();
    for (int d = 0; d < DRAWN_LINES; d++) {
      drawn.add(subject.shown(row, subject.drawn(row, d)));
    }
    return drawn;
  }

  private static double high(List<double[]> drawn, double[] original) {
    double high = Arrays.stream(original).max().orElse(1);
    for (double[] values : drawn) {
      high = Math.max(high, Arrays.stream(values).max().orElse(1));
    }
    return high > 0 ? high : 1;
  }

  private static double[] concat(double[] first, double[] second) {
    double[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
