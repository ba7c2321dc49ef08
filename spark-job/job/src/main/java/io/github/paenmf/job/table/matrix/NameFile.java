package io.github.paenmf.job.table.matrix;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.text.Cells;
import io.github.paenmf.job.table.text.MalformedLine;
import io.github.paenmf.job.table.text.TextFiles;
import io.github.paenmf.job.table.text.TextLine;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** A text file with the names of the rows or columns of a matrix, one a line. */
final class NameFile {

  /** 0-based column of the features' types in a folder of 10x Genomics. */
  private static final int TYPE = 2;

  private final TextFiles files;
  private final JavaRDD<Line> lines;

  /** A name with its key (the first column) and type (the third), or what is wrong. */
  private record Line(String name, String key, String type, String problem)
      implements Serializable {}

  /**
   * A file.
   *
   * @param column 1-based column that holds the names; columns are divided by tabs, in a {@code
   *     .csv} by commas
   */
  NameFile(JavaSparkContext context, Configuration configuration, String path, int column) {
    this.files = TextFiles.of(configuration, path);
    byte delimiter = (byte) (path.matches("(?i).*\\.csv(\\.gz)?") ? ',' : '\t');
    this.lines =
        files
            .lines(context, files.fromTheStart())
            .mapPartitions(
                i -> {
                  Cells cells = new Cells(delimiter);
                  Iterable<TextLine> once = () -> i;
                  return java.util.stream.StreamSupport.stream(once.spliterator(), false)
                      .map(line -> line(line, cells, column))
                      .iterator();
                });
  }

  private static Line line(TextLine line, Cells cells, int column) {
    try {
      List<String> texts = cells.all(line.bytes(), line.length());
      if (texts.size() < column) {
        return new Line(null, null, null, "has " + texts.size() + " columns, expected " + column);
      }
      String name = texts.get(column - 1);
      return name.isEmpty()
          ? new Line(null, null, null, "found nothing, expected a name")
          : new Line(name, texts.get(0), texts.size() > TYPE ? texts.get(TYPE) : null, null);
    } catch (MalformedLine e) {
      return new Line(null, null, null, e.getMessage());
    }
  }

  /**
   * Checks that there are as many names as wanted.
   *
   * @param what rows or columns
   * @throws UserError when there are not, or a line holds none
   */
  void require(int expected, String what) {
    long count = lines.count();
    if (count != expected) {
      throw new UserError(
          files.name(0)
              + ": has "
              + count
              + " names, expected "
              + expected
              + ", one for each of the matrix's "
              + what);
    }
    List<Line> bad = lines.filter(line -> line.problem() != null).take(1);
    if (!bad.isEmpty()) {
      throw new UserError(files.name(0) + ": a line " + bad.get(0).problem());
    }
  }

  /** The names with their 0-based numbers. */
  JavaPairRDD<String, Long> numbered() {
    return lines.map(Line::name).zipWithIndex();
  }

  /** What stands in the third column, one a name; {@code null} where there is none. */
  List<String> types() {
    return lines.map(Line::type).collect();
  }

  /** All names; those that occur more than once with their key behind them, as in TBCE (ENSG..). */
  List<String> names() {
    List<Line> all = lines.collect();
    Map<String, Integer> counts = new HashMap<>();
    all.forEach(line -> counts.merge(line.name(), 1, Integer::sum));
    return IntStream.range(0, all.size())
        .mapToObj(all::get)
        .map(
            line ->
                counts.get(line.name()) == 1 || line.key().equals(line.name())
                    ? line.name()
                    : line.name() + " (" + line.key() + ")")
        .toList();
  }
}
