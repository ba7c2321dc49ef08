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
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads tables that Spark reads: features are one vector or array column, or every numeric column.
 */
public final class ColumnarReader implements TableReader {

  private final TableFormat format;

  /** A reader for one of Spark's formats. */
  public ColumnarReader(TableFormat format) {
    this.format = format;
  }

  @Override
  public Table read(SparkSession spark, ReadOptions options) {
    Dataset<Row> rows;
    try {
      rows = spark.read().format(format.optionName()).load(options.input());
    } catch (RuntimeException e) {
      throw unreadable(options, e);
    } catch (Exception e) {
      // Spark throws its checked AnalysisException through methods that do not declare it.
      throw unreadable(options, e);
    }
    ColumnRoles roles = ColumnRoles.of(rows.schema(), options);
    JavaRDD<Row> chosen =
        rows.select(
                roles.selected().stream().map(c -> rows.col("`" + c + "`")).toArray(Column[]::new))
            .javaRDD();
    RowParser parser = new RowParser(roles, options.missingAllowed());
    return options.layoutOrRows() == Layout.COLUMNS
        ? columns(spark, options, chosen, parser, roles)
        : rows(spark, options, chosen, parser, roles);
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
        options.input() + ": cannot be read as " + format.optionName() + ": " + reason, e);
  }

  private static Table rows(
      SparkSession spark,
      ReadOptions options,
      JavaRDD<Row> chosen,
      RowParser parser,
      ColumnRoles roles) {
    JavaRDD<Parsed> points =
        chosen.mapPartitionsWithIndex(
            (partition, i) -> parser.parse(partition, i, RowParser.Line::point), true);
    return new ParsedTable(spark, points, Layout.ROWS, options.input())
        .check(
            Checks.of(
                roles.vector() ? List.of() : roles.features(),
                roles.kept(),
                fault -> explain(options, fault)));
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

  private static String explain(ReadOptions options, Parsed.Fault fault) {
    return options.input() + ", " + fault.problem();
  }
}
