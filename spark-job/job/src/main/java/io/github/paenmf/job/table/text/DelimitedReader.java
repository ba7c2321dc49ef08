package io.github.paenmf.job.table.text;

import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.TableFormat;
import io.github.paenmf.job.table.TableReader;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Reads CSV and TSV. */
public final class DelimitedReader implements TableReader {

  private final TableFormat format;

  /** A reader for one of the text formats. */
  public DelimitedReader(TableFormat format) {
    this.format = format;
  }

  @Override
  public Table read(SparkSession spark, ReadOptions options) {
    TextFiles files = TextFiles.of(spark.sparkContext().hadoopConfiguration(), options.input());
    Layout layout = options.layoutOrRows();
    Detection detection = new Detection(files, format, options);
    List<TextLine> first = files.firstLines(0, Detection.LINES);
    TextTable table =
        layout == Layout.LONG ? detection.detectCells(first) : detection.detect(first);
    return new DelimitedTable(spark, options, files, table).read(layout);
  }
}
