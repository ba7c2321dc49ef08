package io.github.paenmf.job.command;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.ReadOptions.NameColumn;
import io.github.paenmf.job.table.TableFormat;
import java.util.List;
import picocli.CommandLine.Option;

/** How a table is read. */
abstract class TableOptions {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; by the path's ending when left out, .gz set aside")
  private TableFormat format;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description =
          "where data points lie in the file: ${COMPLETION-CANDIDATES} (default: rows; for a saved"
              + " model, as in its fit)")
  private Layout layout;

  @Option(
      names = "--header",
      negatable = true,
      description = "the first row holds names, or does not (default: found out)")
  private Boolean header;

  @Option(
      names = "--id",
      paramLabel = "NAME",
      description = "header or number of the column that holds the names of the rows")
  private String id;

  @Option(names = "--no-id", description = "no column holds names (default: found out)")
  private boolean noId;

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description = "what divides the cells of a text table")
  private Character delimiter;

  @Option(
      names = "--features",
      paramLabel = "NAME",
      description = "the vector or array column of a Parquet, ORC or JSON table")
  private String features;

  @Option(
      names = "--keep",
      paramLabel = "NAME",
      split = ",",
      description = "columns that are carried along and are not features")
  private List<String> kept = List.of();

  /** Where the table is. */
  abstract String path();

  final void check() {
    if (noId && id != null) {
      throw new UserError("--id " + id + " and --no-id contradict each other");
    }
    if (id != null && kept.contains(id)) {
      throw new UserError("--id " + id + " and --keep " + id + " contradict each other");
    }
  }

  /** The layout, or this one when none was stated. */
  final Layout layoutOr(Layout other) {
    return layout == null ? other : layout;
  }

  /** The options as the readers take them. */
  final ReadOptions toReadOptions(Layout layoutInUse, boolean missingAllowed) {
    NameColumn names =
        noId ? NameColumn.none() : id == null ? NameColumn.detected() : NameColumn.of(id);
    return new ReadOptions(
        path(), format, layoutInUse, header, names, delimiter, features, kept, missingAllowed);
  }
}
