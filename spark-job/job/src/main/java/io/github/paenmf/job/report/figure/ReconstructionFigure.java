package io.github.paenmf.job.report.figure;

import io.github.paenmf.job.report.View;
import io.github.paenmf.job.report.draw.Numbers;
import io.github.paenmf.job.report.draw.Panel;
import io.github.paenmf.job.report.figure.Figure.Group;
import io.github.paenmf.job.report.figure.Figure.Key;
import io.github.paenmf.job.report.figure.Figure.Legend;
import java.util.ArrayList;
import java.util.List;

/** Rows beside their reconstructions; the paper's figure 3. */
public final class ReconstructionFigure {

  private static final int IMAGES = 12;
  private static final int LINES = 6;
  private static final int SCATTERS = 4;

  private ReconstructionFigure() {}

  /** The figure. */
  public static Figure of(Subject subject) {
    RowPictures pictures = new RowPictures(subject);
    boolean image = subject.image() != null;
    boolean lines = subject.view() == View.LINES;
    List<Panel> panels = new ArrayList<>();
    for (int row : subject.shown(image ? IMAGES : lines ? LINES : SCATTERS)) {
      double[] original = subject.original(row);
      double[] median = subject.median(row);
      String id = subject.pool().ids().get(row);
      String caption =
          id + ", error " + Numbers.significant(RowPictures.relativeError(original, median), 2);
      double[] shownRow = subject.shown(row, original);
      double[] shownMedian = subject.shown(row, median);
      String label = "row " + id + " and its reconstruction";
      panels.add(
          image
              ? pictures.images(List.of(shownRow, shownMedian), label, caption)
              : lines
                  ? pictures.lines(shownRow, shownMedian, label, caption)
                  : pictures.scatter(shownRow, shownMedian, label, caption));
    }
    String kind =
        image
            ? "Each pair is a row of the table at the left and its reconstruction at the right."
            : lines
                ? "Each panel is a row of the table with its reconstruction over it."
                : "Each dot is a feature of one row, its value across and its reconstruction up; on"
                    + " the diagonal the two are the same.";
    Group group =
        new Group(
            "",
            image ? 130 : 300,
            image ? 180 : 520,
            panels,
            lines && !image
                ? List.of(Legend.of(Key.of(0, "row of the table"), Key.of(1, "reconstruction")))
                : List.of());
    return new Figure(
        "reconstructions",
        "Rows and their reconstructions",
        kind
            + " A reconstruction is the sum of the parts, each times the median of the row's own"
            + " coefficient."
            + subject.inTableUnits()
            + " The error is the length of the difference over the length of the row"
            + (subject.units().scaled() ? ", both in the units of the fit" : "")
            + ". The rows were drawn at random. (The paper's figure 3.)",
        List.of(group));
  }
}
