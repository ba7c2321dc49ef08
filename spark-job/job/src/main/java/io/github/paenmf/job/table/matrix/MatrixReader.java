package io.github.paenmf.job.table.matrix;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.BlockCount;
import io.github.paenmf.job.table.FeatureTexts;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.Parsed;
import io.github.paenmf.job.table.ParsedTable;
import io.github.paenmf.job.table.ParsedTable.Checks;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.TableReader;
import io.github.paenmf.job.table.cells.NumberedPivot;
import io.github.paenmf.job.table.text.Failures;
import io.github.paenmf.job.table.text.TextFiles;
import io.github.paenmf.job.table.text.TextLine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Reads MatrixMarket files and the folders of 10x Genomics; sparse from the file on. */
public final class MatrixReader implements TableReader {

  private static final List<String> COLUMNS = List.of("row", "column", "value");

  /** Whether this is a folder with a matrix in it. */
  public static boolean isFolder(Configuration configuration, String input) throws IOException {
    return MatrixFiles.isFolder(configuration, input);
  }

  @Override
  public Table read(SparkSession spark, ReadOptions options) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    MatrixFiles paths = MatrixFiles.of(configuration, options);
    Layout layout = Optional.ofNullable(options.layout()).orElse(paths.usualLayout());
    if (layout == Layout.LONG) {
      throw new UserError("--layout long is for tables; of a matrix give rows or columns");
    }
    if (!options.kept().isEmpty()) {
      throw new UserError("--keep is for tables; for a matrix give --annotations");
    }
    TextFiles files = TextFiles.of(configuration, paths.entries());
    if (files.count() > 1) {
      throw new UserError(options.input() + ": is a folder of files, expected one matrix");
    }
    MatrixHeader header = MatrixHeader.read(files);
    boolean rows = layout == Layout.ROWS;
    int points = rows ? header.rows() : header.columns();
    int features = rows ? header.columns() : header.rows();
    if (points == 0 || features == 0) {
      throw new UserError(files.name(0) + ": the matrix has no rows or no columns");
    }
    String pointFile = rows ? paths.rowNames() : paths.columnNames();
    String featureFile = rows ? paths.columnNames() : paths.rowNames();
    Failures failures = new Failures(files, COLUMNS);
    return failures.explained(
        () -> {
          JavaPairRDD<String, Long> names = null;
          if (pointFile != null) {
            NameFile file = new NameFile(context, configuration, pointFile, 1);
            file.require(points, rows ? "rows" : "columns");
            names = file.numbered();
          }
          List<String> featureNames = List.of();
          FeatureTypes types = FeatureTypes.none();
          Supplier<FeatureTexts> texts = FeatureTexts::none;
          if (featureFile != null) {
            NameFile file =
                new NameFile(context, configuration, featureFile, options.cells().nameColumn());
            file.require(features, rows ? "columns" : "rows");
            featureNames = file.names();
            if (paths.folder()) {
              types = new FeatureTypes(file.types(), featureFile);
              List<String> read = featureNames;
              texts = () -> file.texts(read);
            }
          }
          long[] start = {header.dataStart()};
          EntryLines.Form form = EntryLines.Form.of(header, layout);
          JavaRDD<Parsed> cells =
              files.lines(context, start).mapPartitions(i -> new EntryLines(i, form));
          NumberedPivot pivot =
              new NumberedPivot(
                  points,
                  features,
                  BlockCount.of(files.estimatedBytes()),
                  options.cells().duplicates());
          Table table =
              new ParsedTable(
                      spark, pivot.apply(cells, names), layout, options.cells(), options.input())
                  .check(
                      new Checks(
                          featureNames,
                          List.of(),
                          failures::explain,
                          twice -> twice(files, cells, twice, rows),
                          counted -> requireCount(files, header, counted, cells)));
          return types.select(
              table.withFeatureTexts(texts),
              options.nameFiles().featureType(),
              options.expected() != null);
        });
  }

  private static void requireCount(
      TextFiles files, MatrixHeader header, Parsed.Tally counted, JavaRDD<Parsed> cells) {
    long found =
        header.symmetric()
            ? cells.map(cell -> ((Parsed.Cell) cell).order()).distinct().count()
            : counted.cells();
    if (found != header.entries()) {
      throw new UserError(
          files.name(0)
              + ": holds "
              + found
              + " entries, expected "
              + header.entries()
              + " as its head says (is the file cut off?)");
    }
  }

  private static String twice(
      TextFiles files, JavaRDD<Parsed> cells, Parsed.Duplicate twice, boolean rows) {
    int point = twice.point();
    int feature = twice.feature();
    String places =
        cells
            .filter(
                piece ->
                    piece instanceof Parsed.Cell cell
                        && cell.point() == point
                        && cell.feature() == feature)
            .map(piece -> ((Parsed.Cell) piece).order())
            .take(2)
            .stream()
            .map(order -> files.place(TextLine.file(order), TextLine.offset(order)))
            .collect(Collectors.joining(" and "));
    return String.format(
        "two values for row %d and column %d (%s); give --duplicates mean, sum, first or last",
        1 + (rows ? point : feature), 1 + (rows ? feature : point), places);
  }
}
