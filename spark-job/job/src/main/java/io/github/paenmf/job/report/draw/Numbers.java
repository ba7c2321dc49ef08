package io.github.paenmf.job.report.draw;

import java.util.Locale;

/** Numbers as people read them, and as SVG takes them. */
public final class Numbers {

  private Numbers() {}

  /** Four significant digits, with an exponent only where it is needed. */
  public static String text(double value) {
    return significant(value, 4);
  }

  /** As {@link #text(double)} with this many significant digits. */
  public static String significant(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "not known";
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size >= 1e6 || size < 1e-4) {
      return trimmed(String.format(Locale.ROOT, "%." + (digits - 1) + "e", value));
    }
    int before = (int) Math.floor(Math.log10(size)) + 1;
    return trimmed(String.format(Locale.ROOT, "%." + Math.max(0, digits - before) + "f", value));
  }

  /** Whole numbers with spaces between groups of three digits. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
  }

  private static String trimmed(String text) {
    int e = text.indexOf('e');
    String mantissa = e < 0 ? text : text.substring(0, e);
    if (mantissa.indexOf('.') >= 0) {
      mantissa = mantissa.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    String exponent = e < 0 ? "" : "e" + Integer.parseInt(text.substring(e + 1));
    return mantissa + exponent;
  }

  /** A coordinate: two decimals at most. */
  static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
  }
}
