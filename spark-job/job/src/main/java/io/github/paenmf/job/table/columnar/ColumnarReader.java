package io.github.paenmf.job.table.columnar;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.Parsed;
import io.github.paenmf.job.table.ParsedTable;
import io.github.paenmf.job.table.ParsedTable.Checks;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.TableFormat;
import io.github.paenmf.job.table.TableReader;
import io.github.paenmf.job.table.Transposition;
import io.github.paenmf.job.table.cells.LongTable;
import io.github.paenmf.spark.data.FeatureNames;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads tables that Spark reads, from files or from its catalogue: features are one vector or array
 * column, or every numeric column; in the long layout a row is one value.
 */
public final class ColumnarReader implements TableReader {

  /** A guess at what one of Spark's input partitions holds. */
  private static final long BYTES_IN_PARTITION = 32L << 20;

  private final TableFormat format;
  private final String tableName;

  /** A reader for one of Spark's formats. */
  public ColumnarReader(TableFormat format) {
    this(format, null);
  }

  private ColumnarReader(TableFormat format, String tableName) {
    this.format = format;
    this.tableName = tableName;
  }

  /** A reader of a table or view of Spark's catalogue, which may be Hive's. */
  public static ColumnarReader ofCatalogue(String name) {
    return new ColumnarReader(null, name);
  }

  @Override
  public Table read(SparkSession spark, ReadOptions options) {
    try {
      return readChecked(spark, options);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Spark throws its checked exceptions through methods that do not declare them.
      throw unreadable(options, e);
    }
  }

  private Table readChecked(SparkSession spark, ReadOptions options) {
    Dataset<Row> rows = open(spark, options);
    Layout layout = options.layoutOrRows();
    if (layout == Layout.LONG) {
      return cells(spark, options, rows);
    }
    ColumnRoles roles =
        format == TableFormat.LIBSVM
            ? ColumnRoles.ofLabelled(options)
            : ColumnRoles.of(rows.schema(), options);
    JavaRDD<Row> chosen = select(rows, roles.selected()).javaRDD();
    RowParser parser = new RowParser(roles, options.missingAllowed());
    return layout == Layout.COLUMNS
        ? columns(spark, options, chosen, parser, roles)
        : rows(spark, options, chosen, parser, roles, names(rows.schema(), roles));
  }

  /** The names that a vector or array column of a Spark table carries; empty when it has none. */
  private static List<String> names(StructType schema, ColumnRoles roles) {
    return roles.vector()
        ? FeatureNames.of(schema.apply(roles.features().get(0))).map(List::of).orElse(List.of())
        : roles.features();
  }

  private Dataset<Row> open(SparkSession spark, ReadOptions options) {
    try {
      if (format == null) {
        return spark.table(tableName);
      }
      DataFrameReader reader = spark.read().format(format.optionName());
      if (format == TableFormat.LIBSVM && options.expected() != null) {
        // Otherwise the largest index of this table would decide.
        reader = reader.option("numFeatures", options.expected().size());
      }
      return reader.load(options.input());
    } catch (Exception e) {
      throw unreadable(options, e);
    }
  }

  private static Dataset<Row> select(Dataset<Row> rows, List<String> columns) {
    return rows.select(columns.stream().map(c -> rows.col("`" + c + "`")).toArray(Column[]::new));
  }

  private UserError unreadable(ReadOptions options, Exception e) {
    // The last cause says what is wrong with the file, those before it where Spark noticed.
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String reason =
        String.valueOf(last.getMessage())
            .lines()
            .findFirst()
            .orElse(last.getClass().getSimpleName());
    return new UserError(
        options.input()
            + ": cannot be read as "
            + (format == null ? "a table of Spark's catalogue" : format.optionName())
            + ": "
            + reason,
        e);
  }

  private static Table rows(
      SparkSession spark,
      ReadOptions options,
      JavaRDD<Row> chosen,
      RowParser parser,
      ColumnRoles roles,
      List<String> names) {
    JavaRDD<Parsed> points =
        chosen.mapPartitionsWithIndex(
            (partition, i) -> parser.parse(partition, i, RowParser.Line::point), true);
    return new ParsedTable(spark, points, Layout.ROWS, options.input())
        .check(Checks.of(names, roles.kept(), fault -> explain(options, fault)));
  }

  private static Table columns(
      SparkSession spark,
      ReadOptions options,
      JavaRDD<Row> chosen,
      RowParser parser,
      ColumnRoles roles) {
    if (roles.vector()) {
      throw new UserError(
          options.input()
              + ": --layout columns needs a column for each data point, found the one column '"
              + roles.features().get(0)
              + "'");
    }
    JavaRDD<Parsed> lines =
        chosen.mapPartitionsWithIndex(
            (partition, i) -> parser.parse(partition, i, RowParser.Line::feature), true);
    Transposition transposition =
        new Transposition(
            roles.features().size(),
            chosen.getNumPartitions(),
            roles.features().toArray(String[]::new));
    return new ParsedTable(spark, transposition.apply(lines), Layout.COLUMNS, options.input())
        .check(Checks.of(List.of(), List.of(), fault -> explain(options, fault)));
  }

  private static Table cells(SparkSession spark, ReadOptions options, Dataset<Row> rows) {
    if (!options.kept().isEmpty()) {
      throw new UserError("--keep goes with --layout rows; for a long table give --annotations");
    }
    CellParser parser = CellParser.of(rows.schema(), options);
    JavaRDD<Row> chosen = select(rows, parser.columns()).javaRDD();
    JavaRDD<Parsed> cells = chosen.mapPartitionsWithIndex(parser::parse, true);
    return new LongTable(spark, cells, options)
        .pivot(
            chosen.getNumPartitions() * BYTES_IN_PARTITION,
            fault -> explain(options, fault),
            CellParser::place);
  }

  private static String explain(ReadOptions options, Parsed.Fault fault) {
    return options.input() + ", " + fault.problem();
  }
}
