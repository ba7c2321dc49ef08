package io.github.paenmf.job.table.text;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.Parsed;
import io.github.paenmf.job.table.ParsedTable;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.TableFormat;
import io.github.paenmf.job.table.TableReader;
import io.github.paenmf.job.table.Transposition;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.SparkSession;

/** Reads CSV and TSV. */
public final class DelimitedReader implements TableReader {

  private static final long BYTES_IN_BLOCK = 8L << 20;

  private final TableFormat format;

  /** A reader for one of the text formats. */
  public DelimitedReader(TableFormat format) {
    this.format = format;
  }

  @Override
  public Table read(SparkSession spark, ReadOptions options) {
    TextFiles files = TextFiles.of(spark.sparkContext().hadoopConfiguration(), options.input());
    TextTable table =
        new Detection(files, format, options).detect(files.firstLines(0, Detection.LINES));
    JavaRDD<TextLine> lines =
        files.lines(
            JavaSparkContext.fromSparkContext(spark.sparkContext()), dataStarts(files, table));
    Failures failures = new Failures(files, table);
    return failures.explained(
        () ->
            options.layoutOrRows() == Layout.COLUMNS
                ? columns(spark, options, files, table, lines, failures)
                : rows(spark, options, table, lines, failures));
  }

  private static Table rows(
      SparkSession spark,
      ReadOptions options,
      TextTable table,
      JavaRDD<TextLine> lines,
      Failures failures) {
    Dialect dialect = table.dialect();
    JavaRDD<Parsed> points =
        lines.mapPartitions(i -> new ParsedLines(i, dialect, DelimitedReader::point));
    List<String> names = table.names(Dialect.Role.VALUE);
    return new ParsedTable(spark, points, options.input())
        .check(names == null ? List.of() : names, options.kept(), failures::explain);
  }

  private static Parsed point(TextLine line, LineParser parser) {
    return new Parsed.Point(
        parser.rowName(), Vectors.dense(parser.values()).compressed(), parser.kept());
  }

  private static Table columns(
      SparkSession spark,
      ReadOptions options,
      TextFiles files,
      TextTable table,
      JavaRDD<TextLine> lines,
      Failures failures) {
    Dialect dialect = table.dialect();
    List<String> names = table.names(Dialect.Role.VALUE);
    if (!options.kept().isEmpty()) {
      throw new UserError(
          "--keep goes with --layout rows: in " + options.input() + " the data points are columns");
    }
    JavaRDD<Parsed> features =
        lines.mapPartitions(i -> new ParsedLines(i, dialect, DelimitedReader::feature));
    int blocks = (int) Math.min(Integer.MAX_VALUE / 2, 1 + files.estimatedBytes() / BYTES_IN_BLOCK);
    Transposition transposition =
        new Transposition(
            dialect.count(Dialect.Role.VALUE),
            blocks,
            names == null ? null : names.toArray(String[]::new));
    return new ParsedTable(spark, transposition.apply(features), options.input())
        .check(List.of(), List.of(), failures::explain);
  }

  private static Parsed feature(TextLine line, LineParser parser) {
    return new Parsed.Feature(line.order(), parser.rowName(), parser.values());
  }

  /** Where data start in every file; in a folder each file has the header of the first. */
  private static long[] dataStarts(TextFiles files, TextTable table) {
    long[] starts = files.fromTheStart();
    starts[0] = table.dataStart();
    if (table.columnNames() == null) {
      return starts;
    }
    Cells cells = new Cells(table.dialect().delimiter());
    for (int f = 1; f < files.count(); f++) {
      Iterator<TextLine> first = files.firstLines(f, 2).iterator();
      if (!first.hasNext()) {
        continue;
      }
      TextLine header = first.next();
      try {
        if (!cells.all(header.bytes(), header.length()).equals(table.columnNames())) {
          throw new UserError(
              files.name(f) + ", line 1: the header differs from that of " + files.name(0));
        }
      } catch (MalformedLine e) {
        throw new UserError(files.name(f) + ", line 1: " + e.getMessage(), e);
      }
      starts[f] = first.hasNext() ? first.next().offset() : Long.MAX_VALUE;
    }
    return starts;
  }
}
