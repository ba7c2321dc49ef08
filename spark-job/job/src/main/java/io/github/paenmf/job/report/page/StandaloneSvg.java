package io.github.paenmf.job.report.page;

import io.github.paenmf.job.report.draw.Markup;
import io.github.paenmf.job.report.draw.Panel;
import java.util.List;
import java.util.regex.Pattern;

/** Panels as one SVG file, for documents of others. */
public final class StandaloneSvg {

  private static final int GAP = 14;
  private static final int CAPTION = 18;

  /** Only the page's script shows them. */
  private static final Pattern HINTS =
      Pattern.compile("<circle class=\"hit\"[^>]*/>| data-(t|heat)=\"[^\"]*\"");

  private StandaloneSvg() {}

  /**
   * Panels side by side.
   *
   * @param panels of about the same size
   * @param columns how many stand in a row
   * @param captions whether their captions are written under them
   */
  public static String of(List<Panel> panels, int columns, boolean captions) {
    int across = Math.min(columns, panels.size());
    int width = panels.stream().mapToInt(Panel::width).max().orElse(1);
    int height = panels.stream().mapToInt(Panel::height).max().orElse(1);
    int stepX = width + GAP;
    int stepY = height + GAP + (captions ? CAPTION : 0);
    int rows = (panels.size() + across - 1) / across;
    StringBuilder out = new StringBuilder();
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"alone\" viewBox=\"0 0 ")
        .append(across * stepX + GAP)
        .append(' ')
        .append(rows * stepY + GAP)
        .append("\" width=\"")
        .append(across * stepX + GAP)
        .append("\" height=\"")
        .append(rows * stepY + GAP)
        .append("\"><style>")
        .append(Resources.text("chart.css"))
        .append("</style><rect class=\"sheet\" width=\"100%\" height=\"100%\"/>");
    for (int p = 0; p < panels.size(); p++) {
      Panel panel = panels.get(p);
      int x = GAP + p % across * stepX;
      int y = GAP + p / across * stepY;
      out.append("<svg x=\"")
          .append(x)
          .append("\" y=\"")
          .append(y)
          .append("\" width=\"")
          .append(panel.width())
          .append("\" height=\"")
          .append(panel.height())
          .append("\" viewBox=\"0 0 ")
          .append(panel.width())
          .append(' ')
          .append(panel.height())
          .append("\">")
          .append(HINTS.matcher(panel.body()).replaceAll(""))
          .append("</svg>");
      if (captions) {
        out.append("<text class=\"mid\" x=\"")
            .append(x + panel.width() / 2)
            .append("\" y=\"")
            .append(y + panel.height() + 13)
            .append("\">")
            .append(Markup.escape(panel.caption()))
            .append("</text>");
      }
    }
    return out.append("</svg>\n").toString();
  }
}
