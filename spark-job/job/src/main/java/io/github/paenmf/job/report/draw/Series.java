package io.github.paenmf.job.report.draw;

/**
 * Values over values, drawn in one way.
 *
 * @param name shown in hints; not drawn
 * @param x across
 * @param y up, as many as x
 * @param style how it is drawn
 * @param colour 1 to 8, a colour of the palette; 0 the colour of text
 * @param hints one a value, shown when it is pointed at, {@code null} where there is none; {@code
 *     null} for none at all
 */
public record Series(String name, double[] x, double[] y, Style style, int colour, String[] hints) {

  /** How values are drawn. */
  public enum Style {
    /** A line. */
    LINE,
    /** A thin, pale line: one of many. */
    FAINT,
    /** A dashed line. */
    DASHED,
    /** A line with the area below it filled. */
    AREA,
    /** A filled dot a value. */
    DOTS,
    /** A line with a dot a value. */
    MARKED,
    /** Nothing; only its hints are there. */
    HINTS,
    /** Area between two lines: x and y go along the upper and back along the lower one. */
    BAND
  }

  /** Checks the lengths. */
  public Series {
    if (x.length != y.length || (hints != null && hints.length != x.length)) {
      throw new IllegalArgumentException(
          x.length + " x, " + y.length + " y" + (hints == null ? "" : ", " + hints.length));
    }
  }

  /** Without hints. */
  public static Series of(String name, double[] x, double[] y, Style style, int colour) {
    return new Series(name, x, y, style, colour, null);
  }
}
