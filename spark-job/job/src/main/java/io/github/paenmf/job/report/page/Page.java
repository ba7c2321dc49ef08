package io.github.paenmf.job.report.page;

import io.github.paenmf.job.report.draw.Markup;
import io.github.paenmf.job.report.draw.Panel;
import io.github.paenmf.job.report.figure.Figure;
import io.github.paenmf.job.report.figure.Figure.Group;
import io.github.paenmf.job.report.figure.Figure.Key;
import io.github.paenmf.job.report.figure.Figure.Legend;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The page. Everything is inside it, and its policy forbids the browser to ask for anything or to
 * run any other script, whatever the names in the table are.
 *
 * @param title of the page
 * @param lead a paragraph under the title
 * @param headline the few numbers that matter most
 * @param figures in their order
 * @param facts everything else, at the end
 */
public record Page(
    String title, String lead, Facts headline, List<Figure> figures, List<Facts> facts) {

  private static final String SCRIPT = Resources.text("page.js");

  /** The page as HTML. */
  public String html() {
    StringBuilder out = new StringBuilder(1 << 16);
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("img-src data:; style-src 'unsafe-inline'; script-src 'sha256-")
        .append(sha256(SCRIPT))
        .append("'\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    // An icon of our own keeps browsers from asking for one.
    out.append("<link rel=\"icon\" href=\"data:,\">\n");
    out.append("<title>").append(Markup.escape(title)).append("</title>\n<style>\n");
    out.append(Resources.text("chart.css")).append(Resources.text("page.css"));
    out.append("</style>\n</head>\n<body>\n<header>\n<h1>").append(Markup.escape(title));
    out.append("</h1>\n<p class=\"lead\">").append(Markup.escape(lead)).append("</p>\n<dl>");
    headline.values().forEach((name, value) -> term(out, name, value));
    out.append("</dl>\n<nav>");
    for (Figure figure : figures) {
      out.append("<a href=\"#")
          .append(figure.id())
          .append("\">")
          .append(Markup.escape(figure.title()))
          .append("</a> ");
    }
    out.append("<a href=\"#facts\">Run facts</a></nav>\n</header>\n<main>\n");
    figures.forEach(figure -> figure(out, figure));
    out.append("<section id=\"facts\"><h2>Run facts</h2><div class=\"facts\">");
    for (Facts table : facts) {
      out.append("<div><h3>").append(Markup.escape(table.heading())).append("</h3><dl>");
      table.values().forEach((name, value) -> term(out, name, value));
      out.append("</dl></div>");
    }
    out.append("</div></section>\n</main>\n<div id=\"tip\" hidden></div>\n<script>");
    out.append(SCRIPT).append("</script>\n</body>\n</html>\n");
    return out.toString();
  }

  private static void term(StringBuilder out, String name, String value) {
    out.append("<div><dt>")
        .append(Markup.escape(name))
        .append("</dt><dd>")
        .append(Markup.escape(value))
        .append("</dd></div>");
  }

  private static void figure(StringBuilder out, Figure figure) {
    out.append("<section id=\"")
        .append(figure.id())
        .append("\"><h2>")
        .append(Markup.escape(figure.title()))
        .append("</h2><p class=\"reading\">")
        .append(Markup.escape(figure.reading()))
        .append("</p>");
    figure.groups().forEach(group -> group(out, group));
    out.append("</section>\n");
  }

  private static void group(StringBuilder out, Group group) {
    if (!group.heading().isEmpty()) {
      out.append("<h3>").append(Markup.escape(group.heading())).append("</h3>");
    }
    for (Legend legend : group.legends()) {
      out.append("<p class=\"legend\">");
      if (!legend.name().isEmpty()) {
        out.append("<b>").append(Markup.escape(legend.name())).append("</b> ");
      }
      for (Key key : legend.keys()) {
        out.append("<span><i class=\"")
            .append(key.dashed() ? "dash " : "")
            .append("k")
            .append(key.colour())
            .append("\"></i>")
            .append(Markup.escape(key.text()))
            .append("</span> ");
      }
      out.append("</p>");
    }
    out.append("<div class=\"panels\" style=\"--least:")
        .append(group.least())
        .append("px;--most:")
        .append(group.most())
        .append("px\">");
    for (Panel panel : group.panels()) {
      out.append("<figure>").append(panel.svg());
      if (!panel.caption().isEmpty()) {
        out.append("<figcaption>").append(Markup.escape(panel.caption())).append("</figcaption>");
      }
      out.append("</figure>");
    }
    out.append("</div>");
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
