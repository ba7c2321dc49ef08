package io.github.paenmf.job.report;

import java.util.List;

/**
 * How a report is to look.
 *
 * @param title of the page; {@code null} for the table's name
 * @param image how a row makes an image; {@code null} when it makes none
 * @param view how rows are shown when they are no images
 * @param annotations columns to show beside the coefficients; empty for those with few values
 * @param rankFolder folder that select-rank wrote; {@code null} for none
 * @param svgFiles whether each figure is also written as an SVG file
 * @param seed which rows are drawn, and what is drawn from their posteriors
 */
public record ReportSettings(
    String title,
    ImageShape image,
    View view,
    List<String> annotations,
    String rankFolder,
    boolean svgFiles,
    long seed) {

  /** Of images of this shape, everything else left out. */
  public static ReportSettings ofImages(String title, ImageShape image, long seed) {
    return new ReportSettings(title, image, View.AUTO, List.of(), null, false, seed);
  }
}
