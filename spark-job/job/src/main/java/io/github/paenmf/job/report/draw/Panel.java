package io.github.paenmf.job.report.draw;

/**
 * One picture.
 *
 * @param width of its drawing, in its own units; text is made for about one screen pixel a unit
 * @param height likewise
 * @param label what it shows, for those who cannot see it
 * @param caption a line under it; empty for none
 * @param body SVG elements
 */
public record Panel(int width, int height, String label, String caption, String body) {

  /** The picture as an SVG element for a page that has the styles. */
  public String svg() {
    return "<svg viewBox=\"0 0 "
        + width
        + " "
        + height
        + "\" role=\"img\" aria-label=\""
        + Markup.escape(label)
        + "\">"
        + body
        + "</svg>";
  }
}
