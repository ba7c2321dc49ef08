package io.github.paenmf.job.report.draw;

/** About how wide text of the pictures is; nobody here has the reader's font. */
final class TextWidth {

  /** Widths of a wide sans-serif font of 11 units. */
  private static final double NARROW = 4.2;

  private static final double COMMON = 7;
  private static final double CAPITAL = 8.6;
  private static final double WIDE = 11.5;

  private TextWidth() {}

  /** The text, or as much of its start as fits with an ellipsis after it. */
  static String fit(String text, double width) {
    double sum = 0;
    int end = 0;
    int endWithEllipsis = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      sum += of(c);
      if (sum > width) {
        return text.substring(0, endWithEllipsis) + "\u2026";
      }
      end += Character.charCount(c);
      endWithEllipsis = sum + WIDE <= width ? end : endWithEllipsis;
    }
    return text;
  }

  private static double of(int c) {
    if (c > 0x2FF || "@MWmw%<>=+&".indexOf(c) >= 0) {
      return WIDE;
    }
    if ("ijlI.,:;|!'ft()[]/ ".indexOf(c) >= 0) {
      return NARROW;
    }
    return c >= 'A' && c <= 'Z' ? CAPITAL : COMMON;
  }
}
