package io.github.paenmf.job.table.matrix;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.FeatureTexts;
import io.github.paenmf.job.table.text.Cells;
import io.github.paenmf.job.table.text.MalformedLine;
import io.github.paenmf.job.table.text.TextFiles;
import io.github.paenmf.job.table.text.TextLine;
import java.io.Serializable;
import java.util.Arrays;
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

  /** What the columns of a folder of 10x Genomics are. */
  private static final List<String> COLUMNS = List.of("gene_id", "gene_symbol", "feature_type");

  private final int column;
  private final TextFiles files;
  private final JavaRDD<Line> lines;

  /** A name with all columns of its line, the first its key, or what is wrong with the line. */
  private record Line(String name, List<String> columns, String problem) implements Serializable {

    String column(int number) {
      return number < columns.size() ? columns.get(number) : null;
    }
  }

  /**
   * A file.
   *
   * @param column 1-based column that holds the names; columns are divided by tabs, in a {@code
   *     .csv} by commas
   */
  NameFile(JavaSparkContext context, Configuration configuration, String path, int column) {
    this.column = column;
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
        return new Line(null, null, "has " + texts.size() + " columns, expected " + column);
      }
      String name = texts.get(column - 1);
      return name.isEmpty()
          ? new Line(null, null, "found nothing, expected a name")
          : new Line(name, texts, null);
    } catch (MalformedLine e) {
      return new Line(null, null, e.getMessage());
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
    return lines.map(line -> line.column(TYPE)).collect();
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
                counts.get(line.name()) == 1 || line.column(0).equals(line.name())
                    ? line.name()
                    : line.name() + " (" + line.column(0) + ")")
        .toList();
  }

  /**
   * The columns of a 10x folder's features beside the one that names them.
   *
   * @param names of the features, in the order of the lines
   */
  FeatureTexts texts(List<String> names) {
    List<Line> all = lines.collect();
    int count = all.isEmpty() ? 0 : Math.min(COLUMNS.size(), all.get(0).columns().size());
    int[] others = IntStream.range(0, count).filter(c -> c != column - 1).toArray();
    Map<String, List<String>> texts = new HashMap<>();
    for (int t = 0; t < names.size(); t++) {
      Line line = all.get(t);
      texts.put(names.get(t), Arrays.stream(others).mapToObj(line::column).toList());
    }
    return new FeatureTexts(Arrays.stream(others).mapToObj(COLUMNS::get).toList(), texts);
  }
}
