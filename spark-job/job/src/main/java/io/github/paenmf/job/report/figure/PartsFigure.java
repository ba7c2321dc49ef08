package io.github.paenmf.job.report.figure;

import io.github.paenmf.job.report.View;
import io.github.paenmf.job.report.draw.Axis;
import io.github.paenmf.job.report.draw.Bars;
import io.github.paenmf.job.report.draw.Bars.Bar;
import io.github.paenmf.job.report.draw.Numbers;
import io.github.paenmf.job.report.draw.Panel;
import io.github.paenmf.job.report.draw.Series.Style;
import io.github.paenmf.job.report.figure.Figure.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The parts; the paper's figure 4. */
public final class PartsFigure {

  private static final int MOST_IMAGES = 144;
  private static final int MOST_PLOTS = 24;
  private static final int TOP_FEATURES = 12;
  private static final double PERCENT = 100;

  private final Subject subject;
  private final RowPictures pictures;
  private final double[] shares;

  private PartsFigure(Subject subject) {
    this.subject = subject;
    this.pictures = new RowPictures(subject);
    this.shares = subject.shares();
  }

  /** The figure. */
  public static Figure of(Subject subject) {
    return new PartsFigure(subject).draw();
  }

  private Figure draw() {
    boolean image = subject.image() != null;
    boolean lines = subject.view() == View.LINES;
    int rank = subject.model().rank();
    int shown = Math.min(rank, image ? MOST_IMAGES : MOST_PLOTS);
    double[] weight = new double[subject.model().features()];
    for (int j = 0; j < rank && !image && !lines; j++) {
      double[] part = subject.part(j);
      for (int t = 0; t < weight.length; t++) {
        weight[t] += part[t] / norm(j);
      }
    }
    List<Panel> panels = new ArrayList<>();
    Arrays.stream(subject.partsBySize())
        .limit(shown)
        .forEach(j -> panels.add(image ? image(j) : lines ? line(j) : top(j, weight)));
    String reading =
        image
            ? "Each image is a part: light is weight. A row is a sum of parts, so a part is"
                + " something that many rows have in common."
            : lines
                ? "Each line is a part over the features. A row is a sum of these lines, each times"
                    + " the row's own coefficient."
                : "The "
                    + Math.min(TOP_FEATURES, weight.length)
                    + " features with the most weight in each part. A strong colour marks a feature"
                    + " that has most of its weight in this part, a pale one a feature that other"
                    + " parts share.";
    return new Figure(
        "parts",
        "Parts",
        reading
            + " Parts are sorted by their share of the rows"
            + (shown < rank ? "; " + shown + " of " + rank + " are shown" : "")
            + "."
            + (image ? "" : subject.inModelUnits("Weights"))
            + " (The paper's figure 4.)",
        List.of(Group.of("", image ? 58 : lines ? 220 : 300, image ? 110 : 420, panels)));
  }

  private double norm(int j) {
    return subject.norms()[j] > 0 ? subject.norms()[j] : 1;
  }

  private String caption(int j) {
    return Subject.partName(j) + String.format(Locale.ROOT, ", share %.1f %%", PERCENT * shares[j]);
  }

  private Panel image(int j) {
    return pictures.images(List.of(subject.part(j)), caption(j), String.valueOf(j + 1));
  }

  private Panel line(int j) {
    double[] part = subject.part(j);
    double high = Arrays.stream(part).max().orElse(0);
    return pictures
        .linePlot(280, 150, Axis.linear(0, high > 0 ? 1.05 * high : 1))
        .add(pictures.line(part, Style.AREA, 1 + j % 8))
        .add(pictures.hints(part, t -> Numbers.text(part[t])))
        .draw(caption(j), caption(j));
  }

  private Panel top(int j, double[] weight) {
    double[] part = subject.part(j);
    List<Bar> bars =
        IntStream.range(0, part.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer t) -> -part[t]).thenComparing(t -> t))
            .limit(TOP_FEATURES)
            .map(t -> bar(j, part, weight, t))
            .toList();
    return Bars.draw(bars, caption(j) + ": features with the most weight", caption(j));
  }

  private Bar bar(int j, double[] part, double[] weight, int t) {
    double own = weight[t] > 0 ? part[t] / norm(j) / weight[t] : 0;
    return new Bar(
        subject.featureName(t),
        part[t],
        own,
        String.format(
            Locale.ROOT,
            "%s: weight %s, %.0f %% of its weight over all parts",
            subject.featureName(t),
            Numbers.text(part[t]),
            PERCENT * own));
  }
}
