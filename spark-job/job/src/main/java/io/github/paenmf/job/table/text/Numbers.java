package io.github.paenmf.job.table.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers as people write them in tables. */
public final class Numbers {

  /**
   * Up to here an integer and a power of ten are exact doubles, and so is their quotient rounded.
   */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private static final Set<String> MISSING =
      Set.of("", "na", "n/a", "nan", "null", "none", "-", "?", "#n/a");

  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private Numbers() {}

  /** The number, or NaN when the bytes are no decimal number. */
  public static double parse(byte[] bytes, int start, int end) {
    long digits = 0;
    int count = 0;
    int decimals = -1;
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b >= '0' && b <= '9') {
        digits = 10 * digits + (b - '0');
        count++;
        decimals += decimals >= 0 ? 1 : 0;
      } else if (b == '.' && decimals < 0) {
        decimals = 0;
      } else {
        return parseSlowly(bytes, start, end);
      }
      if (count > EXACT_DIGITS) {
        return parseSlowly(bytes, start, end);
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    return decimals > 0 ? digits / POWERS_OF_TEN[decimals] : digits;
  }

  private static double parseSlowly(byte[] bytes, int start, int end) {
    return parse(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
  }

  /** The number, or NaN when the text is no decimal number. */
  public static double parse(String text) {
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  /** Whether the text stands for a value that is not there. */
  public static boolean isMissing(String text) {
    return MISSING.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Whether the text stands for infinity. */
  public static boolean isInfinite(String text) {
    return INFINITE.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Whether the text stands where a number is meant: a number, a missing one, infinity. */
  public static boolean isNumeric(String text) {
    return isMissing(text) || isInfinite(text) || !Double.isNaN(parse(text));
  }
}
