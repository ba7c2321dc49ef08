package io.github.paenmf.job.report.draw;

import static io.github.paenmf.job.report.draw.Numbers.coordinate;

import java.util.List;

/** Lying bars with a name before each. */
public final class Bars {

  private static final int WIDTH = 340;
  private static final int NAME = 132;
  private static final int STEP = 17;
  private static final int THICK = 11;
  private static final double PALEST = 0.25;

  private Bars() {}

  /**
   * A bar.
   *
   * @param name before it
   * @param length at least 0
   * @param strength of its colour, from 0 to 1
   * @param hint shown when it is pointed at
   */
  public record Bar(String name, double length, double strength, String hint) {}

  /** The picture. */
  public static Panel draw(List<Bar> bars, String label, String caption) {
    double longest = bars.stream().mapToDouble(Bar::length).max().orElse(0);
    StringBuilder out = new StringBuilder();
    int y = 4;
    for (Bar bar : bars) {
      double room = WIDTH - NAME - 8;
      double length = longest > 0 ? Math.max(1, room * bar.length() / longest) : 1;
      out.append("<text class=\"end\" x=\"")
          .append(NAME - 6)
          .append("\" y=\"")
          .append(y + 10)
          .append("\" data-t=\"")
          .append(Markup.escape(bar.hint()))
          .append("\">")
          .append(Markup.escape(TextWidth.fit(bar.name(), NAME - 8)))
          .append("</text><rect class=\"bar\" rx=\"2\" x=\"")
          .append(NAME)
          .append("\" y=\"")
          .append(y + 1)
          .append("\" width=\"")
          .append(coordinate(length))
          .append("\" height=\"")
          .append(THICK)
          .append("\" fill-opacity=\"")
          .append(coordinate(PALEST + (1 - PALEST) * bar.strength()))
          .append("\" data-t=\"")
          .append(Markup.escape(bar.hint()))
          .append("\"/>");
      y += STEP;
    }
    return new Panel(WIDTH, y + 4, label, caption, out.toString());
  }
}
