package io.github.paenmf.job.report.figure;

import io.github.paenmf.job.report.View;
import io.github.paenmf.job.report.draw.Axis;
import io.github.paenmf.job.report.draw.Numbers;
import io.github.paenmf.job.report.draw.Panel;
import io.github.paenmf.job.report.draw.Series.Style;
import io.github.paenmf.job.report.figure.Densities.Curve;
import io.github.paenmf.job.report.figure.Figure.Group;
import io.github.paenmf.job.report.figure.Figure.Key;
import io.github.paenmf.job.report.figure.Figure.Legend;
import io.github.paenmf.job.report.sample.RowPairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Posteriors of two similar and two dissimilar rows; the paper's figure 6. */
public final class SimilarityFigure {

  private static final int LATENTS = 8;
  private static final double PERCENT = 100;

  private SimilarityFigure() {}

  /**
   * The figure.
   *
   * @param pairs rows of the pool whose values are among the subject's features
   */
  public static Figure of(Subject subject, RowPairs pairs) {
    List<Group> groups = new ArrayList<>();
    boolean image = subject.image() != null;
    groups.add(
        new Group(
            "",
            image ? 200 : 300,
            image ? 320 : 520,
            rows(subject, pairs),
            legend(subject, pairs)));
    Set<Integer> latents = new LinkedHashSet<>();
    List<Integer> mine = subject.latentsOf(pairs.one());
    List<Integer> other = subject.latentsOf(pairs.dissimilar());
    for (int i = 0; latents.size() < Math.min(LATENTS, subject.model().rank()); i++) {
      latents.add(i % 2 == 0 ? mine.get(i / 2) : other.get(i / 2));
    }
    groups.add(
        pair(
            subject,
            heading("Two similar rows", subject, pairs.one(), pairs.similar(), pairs.closest()),
            pairs.one(),
            pairs.similar(),
            2,
            latents));
    groups.add(
        pair(
            subject,
            heading(
                "Two dissimilar rows", subject, pairs.one(), pairs.dissimilar(), pairs.furthest()),
            pairs.one(),
            pairs.dissimilar(),
            3,
            latents));
    return new Figure(
        "similarity",
        "Similar and dissimilar rows",
        "Rows are compared by their posteriors: the Kullback-Leibler divergence both ways, added"
            + " over all coefficients. Above, the closest pair of the sample; below, the first of"
            + " them with the row furthest from it. The overlap is the area that two curves share,"
            + " 100 % when they are the same and 0 % when they have nothing in common; of a pair,"
            + " the mean over all parts. The divergence has no upper end: where curves are narrow"
            + " it is a power of ten. (The paper's figure 6.)"
            + subject.inModelUnits("The values of the rows themselves"),
        groups);
  }

  private static List<Legend> legend(Subject subject, RowPairs pairs) {
    return List.of(
        Legend.of(
            Key.of(1, subject.pool().ids().get(pairs.one())),
            Key.of(2, subject.pool().ids().get(pairs.similar()) + " (similar)"),
            Key.of(3, subject.pool().ids().get(pairs.dissimilar()) + " (dissimilar)")));
  }

  private static String heading(
      String what, Subject subject, int one, int other, double logDivergence) {
    return what
        + String.format(
            Locale.ROOT,
            ": mean overlap %s, divergence ",
            percent(subject.pool().overlap(one, other)))
        + nats(logDivergence);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.01 ? "%.1f %%" : "%.0f %%", PERCENT * share);
  }

  /** Tails of narrow distributions make it as large as one likes: then its power of ten. */
  private static String nats(double logDivergence) {
    double digits = logDivergence / Math.log(10);
    return digits < 4
        ? Numbers.significant(Math.exp(logDivergence), 3) + " nats"
        : String.format(Locale.ROOT, "10^%.0f nats", digits);
  }

  private static List<Panel> rows(Subject subject, RowPairs pairs) {
    RowPictures pictures = new RowPictures(subject);
    List<double[]> values =
        List.of(
            subject.original(pairs.one()),
            subject.original(pairs.similar()),
            subject.original(pairs.dissimilar()));
    if (subject.image() != null) {
      return List.of(pictures.images(values, "the three rows", "the three rows, in this order"));
    }
    if (subject.view() != View.LINES) {
      return List.of(
          against(subject, pictures, pairs.one(), pairs.similar(), 2),
          against(subject, pictures, pairs.one(), pairs.dissimilar(), 3));
    }
    double high = values.stream().flatMapToDouble(Arrays::stream).max().orElse(1);
    var plot = pictures.linePlot(360, 190, Axis.linear(0, 1.03 * high));
    for (int i = 0; i < values.size(); i++) {
      plot.add(pictures.line(values.get(i), Style.LINE, i + 1));
    }
    return List.of(plot.draw("the three rows", "the three rows"));
  }

  private static Panel against(
      Subject subject, RowPictures pictures, int one, int other, int colour) {
    String first = subject.pool().ids().get(one);
    String second = subject.pool().ids().get(other);
    return pictures
        .scatter(
            subject.original(one),
            subject.original(other),
            List.of(first, second, second + " "),
            colour)
        .draw("values of " + first + " and " + second, first + " and " + second);
  }

  private static Group pair(
      Subject subject, String heading, int one, int other, int colour, Set<Integer> latents) {
    List<Panel> panels = new ArrayList<>();
    String first = subject.pool().ids().get(one);
    String second = subject.pool().ids().get(other);
    for (int j : latents) {
      List<Curve> curves =
          List.of(
              new Curve(
                  first,
                  Densities.posterior(subject.pool().shape()[one], subject.pool().scale()[one], j),
                  Style.AREA,
                  1),
              new Curve(
                  second,
                  Densities.posterior(
                      subject.pool().shape()[other], subject.pool().scale()[other], j),
                  Style.AREA,
                  colour));
      panels.add(
          Densities.draw(
              curves,
              Densities.reach(curves),
              "coefficient of " + Subject.partName(j) + " of " + first + " and " + second,
              Subject.partName(j)
                  + ", overlap "
                  + percent(curves.get(0).posterior().overlap(curves.get(1).posterior()))));
    }
    return new Group(
        heading, 150, 260, panels, List.of(Legend.of(Key.of(1, first), Key.of(colour, second))));
  }
}
