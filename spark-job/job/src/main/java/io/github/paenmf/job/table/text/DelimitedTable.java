package io.github.paenmf.job.table.text;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.BlockCount;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.Parsed;
import io.github.paenmf.job.table.ParsedTable;
import io.github.paenmf.job.table.ParsedTable.Checks;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.Transposition;
import io.github.paenmf.job.table.cells.LongTable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.SparkSession;

/** A text table whose columns are known: from its lines to data points. */
final class DelimitedTable {

  private final SparkSession spark;
  private final ReadOptions options;
  private final TextFiles files;
  private final TextTable table;
  private final JavaRDD<TextLine> lines;
  private final Failures failures;

  DelimitedTable(SparkSession spark, ReadOptions options, TextFiles files, TextTable table) {
    this.spark = spark;
    this.options = options;
    this.files = files;
    this.table = table;
    this.lines =
        files.lines(
            JavaSparkContext.fromSparkContext(spark.sparkContext()), dataStarts(files, table));
    this.failures = new Failures(files, table.columnNames());
  }

  /**
   * Parses and checks every line.
   *
   * @throws UserError at the first one that is not as it should be
   */
  Table read(Layout layout) {
    return failures.explained(
        () ->
            switch (layout) {
              case ROWS -> rows();
              case COLUMNS -> columns(List.of(), null);
              case LONG -> cells();
            });
  }

  /**
   * As {@link #read} with columns, for points that carry texts along.
   *
   * @param kept names of the texts
   * @param texts of each point; {@code null} for none
   */
  Table readColumns(List<String> kept, String[][] texts) {
    return failures.explained(() -> columns(kept, texts));
  }

  private JavaRDD<Parsed> parsed(ParsedLines.Maker maker) {
    Dialect dialect = table.dialect();
    return lines.mapPartitions(i -> new ParsedLines(i, dialect, maker));
  }

  private Table rows() {
    List<String> names = table.names(Dialect.Role.VALUE);
    return new ParsedTable(spark, parsed(DelimitedTable::point), Layout.ROWS, options.input())
        .check(Checks.of(names == null ? List.of() : names, options.kept(), failures::explain));
  }

  private static Parsed point(TextLine line, LineParser parser) {
    return new Parsed.Point(
        parser.rowName(), Vectors.dense(parser.values()).compressed(), parser.kept());
  }

  private Table columns(List<String> kept, String[][] texts) {
    if (!options.kept().isEmpty()) {
      throw new UserError(
          "--keep goes with --layout rows: in "
              + options.input()
              + " the data points are columns; give --annotations");
    }
    List<String> names = table.names(Dialect.Role.VALUE);
    Transposition transposition =
        new Transposition(
            table.dialect().count(Dialect.Role.VALUE),
            BlockCount.of(files.estimatedBytes()),
            names == null ? null : names.toArray(String[]::new),
            texts);
    return new ParsedTable(
            spark,
            transposition.apply(parsed(DelimitedTable::feature)),
            Layout.COLUMNS,
            options.input())
        .check(Checks.of(List.of(), kept, failures::explain));
  }

  private static Parsed feature(TextLine line, LineParser parser) {
    return new Parsed.Feature(line.order(), parser.rowName(), parser.values());
  }

  private Table cells() {
    JavaRDD<Parsed> cells = parsed(DelimitedTable::cell);
    return new LongTable(spark, cells, options)
        .pivot(
            files.estimatedBytes(),
            failures::explain,
            order -> files.place(TextLine.file(order), TextLine.offset(order)));
  }

  private static Parsed cell(TextLine line, LineParser parser) {
    return new Parsed.NamedCell(
        line.order(), parser.rowName(), parser.featureName(), parser.values()[0]);
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
