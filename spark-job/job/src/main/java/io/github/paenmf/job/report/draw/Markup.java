package io.github.paenmf.job.report.draw;

/** Text that is safe inside HTML and SVG. */
public final class Markup {

  private Markup() {}

  /**
   * The text with everything that markup could read as its own written as character references;
   * good for element content and for attributes in either kind of quotes. Control characters, which
   * SVG does not allow, become a replacement character.
   */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\t', '\n', '\r' -> out.append(' ');
                default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
    return out.toString();
  }

  /** Characters that XML 1.0 has, without the second block of control characters. */
  private static boolean allowed(int c) {
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    boolean control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    return !surrogate && !control && c != 0xFFFE && c != 0xFFFF;
  }
}
