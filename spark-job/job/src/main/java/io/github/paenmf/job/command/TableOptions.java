package io.github.paenmf.job.command;

import io.github.paenmf.job.JobDescription;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.prepare.MissingRule;
import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.table.DuplicateRule;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.ReadOptions.CellRules;
import io.github.paenmf.job.table.ReadOptions.NameColumn;
import io.github.paenmf.job.table.ReadOptions.NameFiles;
import io.github.paenmf.job.table.Sample;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.TableFormat;
import io.github.paenmf.job.table.Tables;
import io.github.paenmf.job.table.annotation.Annotated;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** How a table is read. */
abstract class TableOptions {

  private static final int LONG_COLUMNS = 3;

  /** Columns of transform's output. */
  private static final Set<String> RESULTS =
      Set.of("id", "features", "coefficients", "scale", "shape", "lower", "upper", "negativeElbo");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}; by the path's ending when left out, .gz set aside; a folder"
              + " with matrix.mtx in it is MTX")
  private TableFormat format;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description =
          "where data points lie in the file: ${COMPLETION-CANDIDATES} (default: rows, of GCT and"
              + " 10x folders columns; for a saved model, as in its fit)")
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

  @Option(
      names = "--long-columns",
      paramLabel = "POINT,FEATURE,VALUE",
      split = ",",
      description =
          "headers or numbers of the columns of a table with one value a line; means --layout long"
              + " (default: the first three)")
  private List<String> longColumns = List.of();

  @Option(
      names = "--duplicates",
      paramLabel = "RULE",
      description =
          "when a long table or a matrix gives a cell several values: ${COMPLETION-CANDIDATES}"
              + " (default: error)")
  private DuplicateRule duplicates;

  @Option(
      names = "--row-names",
      paramLabel = "FILE",
      description = "names of a matrix's rows, one a line (10x folders have theirs)")
  private String rowNames;

  @Option(
      names = "--column-names",
      paramLabel = "FILE",
      description = "names of a matrix's columns, one a line (10x folders have theirs)")
  private String columnNames;

  @Option(
      names = "--name-column",
      paramLabel = "N",
      description =
          "column of the features' file that names them: 2 for the gene symbols of 10x folders"
              + " (default: 1; for a saved model, as in its fit)")
  private Integer nameColumn;

  @Option(
      names = "--feature-type",
      paramLabel = "TYPE",
      description =
          "which features of a 10x folder are read, by the third column of features.tsv, or all"
              + " (default: Gene Expression where there are several types; for a saved model, those"
              + " of its fit)")
  private String featureType;

  @Option(
      names = "--annotations",
      paramLabel = "FILE",
      description =
          "CSV or TSV with a header and the names of data points in its first column; the others"
              + " are carried along")
  private String annotations;

  @Option(
      names = "--annotation-columns",
      paramLabel = "NAME",
      split = ",",
      description = "which of its columns (default: all)")
  private List<String> annotationColumns = List.of();

  @Option(
      names = "--sample",
      paramLabel = "X",
      description = "only a random share (up to 1) or about so many (from 2) of the data points")
  private Double sample;

  /** The table; null when there is none. */
  abstract String path();

  void check() {
    if (noId && id != null) {
      throw new UserError("--id " + id + " and --no-id contradict each other");
    }
    if (id != null && kept.contains(id)) {
      throw new UserError("--id " + id + " and --keep " + id + " contradict each other");
    }
    if (!longColumns.isEmpty() && layout != null && layout != Layout.LONG) {
      throw new UserError(
          "--long-columns and --layout " + layout.optionName() + " contradict each other");
    }
    if (!longColumns.isEmpty() && longColumns.size() != LONG_COLUMNS) {
      throw new UserError(
          "--long-columns " + String.join(",", longColumns) + ": expected POINT,FEATURE,VALUE");
    }
    if (nameColumn != null && nameColumn < 1) {
      throw new UserError("--name-column " + nameColumn + ": expected a number >= 1");
    }
    if (annotations == null && !annotationColumns.isEmpty()) {
      throw new UserError("--annotation-columns needs --annotations");
    }
    if (sample != null) {
      new Sample(sample);
    }
  }

  /**
   * Reads the table of a new model.
   *
   * @param missing what is to happen to missing values
   * @param seed of the sample
   * @param notes told what was read
   */
  Table read(SparkSession spark, List<MissingRule> missing, long seed, Consumer<String> notes) {
    // In a long table a gap is a line that is not there; filling it with 0 needs no mark.
    boolean gaps = !missing.isEmpty() && missing.get(0) != MissingRule.ZERO;
    CellRules cells =
        new CellRules(
            longColumns,
            Optional.ofNullable(duplicates).orElse(DuplicateRule.ERROR),
            gaps,
            Optional.ofNullable(nameColumn).orElse(1));
    Layout stated = longColumns.isEmpty() ? layout : Layout.LONG;
    return read(
        spark,
        options().withLayout(stated).withCells(cells).withMissingAllowed(!missing.isEmpty()),
        seed,
        notes);
  }

  /**
   * Reads a table for a saved model; what is not stated is as in its fit.
   *
   * @param seed of the sample
   * @param notes told what was read
   */
  Table read(SparkSession spark, SavedModel model, long seed, Consumer<String> notes) {
    CellRules fitted = model.cells();
    CellRules cells =
        new CellRules(
            longColumns.isEmpty() ? fitted.columns() : longColumns,
            Optional.ofNullable(duplicates).orElse(fitted.duplicates()),
            fitted.absentMissing(),
            Optional.ofNullable(nameColumn).orElse(fitted.nameColumn()));
    Layout stated = longColumns.isEmpty() ? layout : Layout.LONG;
    return read(
        spark,
        options()
            .withLayout(Optional.ofNullable(stated).orElse(model.layout()))
            .withCells(cells)
            .withMissingAllowed(Preparation.mayMiss(model.preparation()))
            .withExpected(model.expected()),
        seed,
        notes);
  }

  private Table read(SparkSession spark, ReadOptions options, long seed, Consumer<String> notes) {
    return JobDescription.during(
        spark,
        "reading " + path(),
        () -> {
          Table table = Tables.read(spark, options);
          try {
            if (annotations != null) {
              table = Annotated.of(spark, table, annotations, annotationColumns);
            }
            requireFreeNames(table.kept());
            if (sample != null) {
              table = new Sample(sample).of(table, seed);
            }
          } catch (RuntimeException e) {
            table.close();
            throw e;
          }
          notes.accept(Wording.table(table));
          table.notes().forEach(notes);
          return table;
        });
  }

  private static void requireFreeNames(List<String> kept) {
    for (String name : kept) {
      if (RESULTS.contains(name)) {
        throw new UserError(
            "column '" + name + "' that is to be kept has the name of a result, rename it");
      }
    }
  }

  private ReadOptions options() {
    NameColumn names =
        noId ? NameColumn.none() : id == null ? NameColumn.detected() : NameColumn.of(id);
    return ReadOptions.of(path())
        .withFormat(format)
        .withHeader(header)
        .withNames(names)
        .withDelimiter(delimiter)
        .withFeatures(features)
        .withKept(kept)
        .withNameFiles(new NameFiles(rowNames, columnNames, featureType));
  }
}
