package io.github.paenmf.job.command;

import io.github.paenmf.job.report.ImageShape;
import io.github.paenmf.job.report.ReportSettings;
import io.github.paenmf.job.report.View;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a report is to look. */
final class ReportOptions {

  /** Which way the features of an image run. */
  enum ImageOrder {
    ROWS,
    COLUMNS
  }

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "title of the report (default: the table's name)")
  private String title;

  @Option(
      names = "--image",
      paramLabel = "HxW",
      description = "a data point is an image of this height and width in pixels")
  private String image;

  @Option(
      names = "--image-order",
      paramLabel = "ORDER",
      description =
          "whether pixels run along the rows or down the columns of an image:"
              + " ${COMPLETION-CANDIDATES} (default: rows)")
  private ImageOrder imageOrder;

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      description =
          "lines: features have an order, as days; values: they have none, as genes; auto: lines"
              + " when features are named by dates (default: auto)")
  private View view;

  @Option(
      names = "--annotate",
      paramLabel = "NAME",
      split = ",",
      description =
          "which columns of --annotations and --keep to show beside the coefficients (default:"
              + " those with few different values)")
  private List<String> annotations = List.of();

  @Option(
      names = "--ranks",
      paramLabel = "DIR",
      description = "folder that select-rank wrote: its curves join the report")
  private String ranks;

  @Option(names = "--figures", description = "each figure as an SVG file too, in figures/")
  private boolean figures;

  /** Looks at the options alone. */
  void check() {
    settings(0);
  }

  /** Names of the options that were given. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    add(given, title != null, "--title");
    add(given, image != null, "--image");
    add(given, imageOrder != null, "--image-order");
    add(given, view != null, "--view");
    add(given, !annotations.isEmpty(), "--annotate");
    add(given, ranks != null, "--ranks");
    add(given, figures, "--figures");
    return given;
  }

  private static void add(List<String> names, boolean given, String name) {
    if (given) {
      names.add(name);
    }
  }

  ReportSettings settings(long seed) {
    return new ReportSettings(
        title,
        image == null ? null : ImageShape.parse(image, imageOrder == ImageOrder.COLUMNS),
        view == null ? View.AUTO : view,
        annotations,
        ranks,
        figures,
        seed);
  }
}
