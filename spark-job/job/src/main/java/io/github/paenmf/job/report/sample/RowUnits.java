package io.github.paenmf.job.report.sample;

import io.github.paenmf.job.prepare.OriginalUnits;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;

/** The units in which rows are shown: those of their table where there is a way back to them. */
public final class RowUnits {

  /** Nothing was scaled: the two units are the same. */
  public static final RowUnits UNCHANGED = new RowUnits(null, Map.of(), false);

  /** The preparation has no way back: rows stay as the model takes them. */
  public static final RowUnits OF_THE_FIT = new RowUnits(null, Map.of(), true);

  private final OriginalUnits way;
  private final Map<String, Vector> before;
  private final boolean scaled;

  private RowUnits(OriginalUnits way, Map<String, Vector> before, boolean scaled) {
    this.way = way;
    this.before = before;
    this.scaled = scaled;
  }

  /**
   * With a way back.
   *
   * @param before the rows before their preparation, by their names
   */
  public static RowUnits of(OriginalUnits way, Map<String, Vector> before) {
    return new RowUnits(way, Map.copyOf(before), true);
  }

  /** Whether the units of the fit differ from those of the table. */
  public boolean scaled() {
    return scaled;
  }

  /** Whether rows are shown in the units of their table. */
  public boolean own() {
    return !scaled || way != null;
  }

  /**
   * Values as they are shown.
   *
   * @param id name of the row that they are like
   * @param values one a feature, in the units of the fit
   */
  public double[] shown(String id, double[] values) {
    return way == null ? values : way.undo(values, before.get(id));
  }
}
