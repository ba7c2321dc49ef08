package io.github.paenmf.job.report.figure;

import io.github.paenmf.job.report.draw.Axis;
import io.github.paenmf.job.report.draw.Numbers;
import io.github.paenmf.job.report.draw.Panel;
import io.github.paenmf.job.report.draw.Picture;
import io.github.paenmf.job.report.draw.Plot;
import io.github.paenmf.job.report.draw.Series;
import io.github.paenmf.job.report.draw.Series.Style;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Rows as images, lines or values: what the figures share. */
final class RowPictures {

  /** Points of a line; a panel is about as many pixels wide. */
  private static final int LINE_POINTS = 360;

  /** Dots of a panel of values. */
  private static final int DOTS = 500;

  private static final int HINTS = 80;

  private static final int PIXEL_SIZE = 64;
  private static final int GAP = 4;

  private final Subject subject;

  RowPictures(Subject subject) {
    this.subject = subject;
  }

  /** Images side by side in one panel, on one scale from 0 to the largest of all. */
  Panel images(List<double[]> rows, String label, String caption) {
    int height = PIXEL_SIZE * subject.image().height() / subject.image().width();
    int tall = Math.max(24, Math.min(4 * PIXEL_SIZE, height));
    double high = rows.stream().flatMapToDouble(Arrays::stream).max().orElse(1);
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      body.append(
          Picture.element(grey(rows.get(i), high), i * (PIXEL_SIZE + GAP), 0, PIXEL_SIZE, tall));
    }
    int wide = rows.size() * (PIXEL_SIZE + GAP) - GAP;
    return new Panel(wide, tall, label, caption, body.toString());
  }

  private String grey(double[] row, double high) {
    int height = subject.image().height();
    return Picture.grey(subject.image().pixels(row), height, subject.image().width(), 0, high);
  }

  /** A row and its reconstruction as lines over the features. */
  Panel lines(double[] original, double[] reconstruction, String label, String caption) {
    double high = Math.max(max(original), max(reconstruction));
    return linePlot(360, 190, Axis.linear(0, high > 0 ? 1.03 * high : 1))
        .add(line(original, Style.LINE, 0))
        .add(line(reconstruction, Style.LINE, 1))
        .add(
            hints(
                original,
                t ->
                    Numbers.text(original[t])
                        + ", reconstructed "
                        + Numbers.text(reconstruction[t])))
        .draw(label, caption);
  }

  /** An empty plot over the features. */
  Plot linePlot(int width, int height, Axis up) {
    int m = subject.model().features();
    return new Plot(width, height, Axis.linear(0, Math.max(1, m - 1)), up)
        .names(names())
        .titles(subject.featureNames().isEmpty() ? "feature" : "", "");
  }

  private List<String> names() {
    return subject.featureNames().isEmpty()
        ? IntStream.rangeClosed(1, subject.model().features()).mapToObj(String::valueOf).toList()
        : subject.featureNames();
  }

  /** Values of all features as a line. */
  Series line(double[] values, Style style, int colour) {
    int[] places = Thinning.line(values, LINE_POINTS);
    return Series.of("", Thinning.asDoubles(places), Thinning.at(values, places), style, colour);
  }

  /** Hints at some places of a line. */
  Series hints(double[] values, IntFunction<String> text) {
    int[] places = Thinning.line(values, HINTS);
    return new Series(
        "",
        Thinning.asDoubles(places),
        Thinning.at(values, places),
        Style.HINTS,
        0,
        Arrays.stream(places)
            .mapToObj(t -> subject.featureName(t) + ": " + text.apply(t))
            .toArray(String[]::new));
  }

  /** The band between two rows of values, over the features. */
  Series band(double[] low, double[] high) {
    int[] places = Thinning.line(high, LINE_POINTS);
    int n = places.length;
    double[] around = new double[2 * n];
    double[] along = new double[2 * n];
    for (int i = 0; i < n; i++) {
      along[i] = places[i];
      around[i] = high[places[i]];
      along[2 * n - 1 - i] = places[i];
      around[2 * n - 1 - i] = low[places[i]];
    }
    return Series.of("", along, around, Style.BAND, 8);
  }

  /** A row's values across, their reconstruction up, with the diagonal. */
  Panel scatter(double[] original, double[] reconstruction, String label, String caption) {
    return scatter(
            original, reconstruction, List.of("original", "reconstruction", "reconstructed "), 1)
        .draw(label, caption);
  }

  /**
   * Values of two rows against each other, with the diagonal.
   *
   * @param words titles of the two axes, and what hints say before the second value
   */
  Plot scatter(double[] original, double[] reconstruction, List<String> words, int colour) {
    double[] both =
        IntStream.range(0, 2 * original.length)
            .mapToDouble(i -> i % 2 == 0 ? original[i / 2] : reconstruction[i / 2])
            .toArray();
    Axis axis = Axis.forAmounts(both);
    int[] places = Thinning.bySize(original, DOTS);
    String[] hints = new String[places.length];
    for (int i = 0; i < places.length; i++) {
      hints[i] =
          subject.featureName(places[i])
              + ": "
              + Numbers.text(original[places[i]])
              + ", "
              + words.get(2)
              + Numbers.text(reconstruction[places[i]]);
    }
    return new Plot(340, 300, axis, axis)
        .titles(words.get(0), words.get(1))
        .diagonal()
        .add(
            new Series(
                "",
                Thinning.at(original, places),
                Thinning.at(reconstruction, places),
                Style.DOTS,
                colour,
                hints));
  }

  /** ||v - vhat|| / ||v||. */
  static double relativeError(double[] original, double[] reconstruction) {
    double[] residual = new double[original.length];
    Arrays.setAll(residual, t -> original[t] - reconstruction[t]);
    double norm = Subject.norm(original);
    return norm > 0 ? Subject.norm(residual) / norm : 0;
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }
}
