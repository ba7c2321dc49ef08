package io.github.paenmf.job.table.annotation;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.text.Cells;
import io.github.paenmf.job.table.text.MalformedLine;
import io.github.paenmf.job.table.text.TextFiles;
import io.github.paenmf.job.table.text.TextLine;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** CSV or TSV with a header: the names of data points in its first column, texts in the others. */
final class AnnotationFile {

  private final String name;
  private final List<String> columns;
  private final JavaRDD<Line> lines;

  /** Texts of a data point, or what is wrong with a line. */
  private record Line(String id, String[] texts, String problem) implements Serializable {}

  /**
   * Opens a file.
   *
   * @param wanted names of the columns to take; empty for all
   * @throws UserError when it is absent, has no header or not these columns
   */
  AnnotationFile(JavaSparkContext context, Configuration conf, String path, List<String> wanted) {
    requireThere(conf, path);
    TextFiles files = TextFiles.of(conf, path);
    this.name = files.name(0);
    byte delimiter = (byte) (path.matches("(?i).*\\.csv(\\.gz)?") ? ',' : '\t');
    List<TextLine> first = files.firstLines(0, 2);
    if (files.count() > 1 || first.size() < 2) {
      throw new UserError(path + ": expected one file with a header and a line a data point");
    }
    List<String> header = header(first.get(0), delimiter);
    int[] taken = taken(header, wanted);
    this.columns = java.util.Arrays.stream(taken).mapToObj(header::get).toList();
    long[] start = {first.get(1).offset()};
    int width = header.size();
    this.lines =
        files
            .lines(context, start)
            .mapPartitions(
                i -> {
                  Cells cells = new Cells(delimiter);
                  Iterable<TextLine> once = () -> i;
                  return StreamSupport.stream(once.spliterator(), false)
                      .map(line -> line(line, cells, width, taken))
                      .iterator();
                });
  }

  private static void requireThere(Configuration conf, String path) {
    try {
      Path file = new Path(path);
      if (!file.getFileSystem(conf).exists(file)) {
        throw new UserError("--annotations " + path + ": no such file");
      }
    } catch (java.io.IOException | IllegalArgumentException e) {
      throw new UserError("--annotations " + path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private List<String> header(TextLine line, byte delimiter) {
    try {
      return new Cells(delimiter).all(line.bytes(), line.length());
    } catch (MalformedLine e) {
      throw new UserError(name + ", line 1: " + e.getMessage(), e);
    }
  }

  private int[] taken(List<String> header, List<String> wanted) {
    List<Integer> taken = new ArrayList<>();
    for (String column : wanted.isEmpty() ? header.subList(1, header.size()) : wanted) {
      int at = header.indexOf(column);
      if (at < 1) {
        throw new UserError(
            name
                + ": --annotation-columns "
                + column
                + ": there is no such column, expected one of "
                + String.join(", ", header.subList(1, header.size())));
      }
      taken.add(at);
    }
    if (taken.isEmpty()) {
      throw new UserError(name + ": has one column, expected names of data points and more");
    }
    return taken.stream().mapToInt(c -> c).toArray();
  }

  private static Line line(TextLine line, Cells cells, int width, int[] taken) {
    try {
      List<String> texts = cells.all(line.bytes(), line.length());
      if (texts.size() != width) {
        return new Line(
            null, null, "has " + texts.size() + " cells, expected " + width + " as in the header");
      }
      String[] kept = new String[taken.length];
      for (int c = 0; c < taken.length; c++) {
        kept[c] = texts.get(taken[c]);
      }
      return new Line(texts.get(0), kept, null);
    } catch (MalformedLine e) {
      return new Line(null, null, e.getMessage());
    }
  }

  String name() {
    return name;
  }

  /** Names of the columns that are taken. */
  List<String> columns() {
    return columns;
  }

  /**
   * Texts by the name of their data point.
   *
   * @throws UserError when a line is malformed or a name occurs twice
   */
  JavaPairRDD<String, String[]> texts() {
    List<Line> bad = lines.filter(line -> line.problem() != null).take(1);
    if (!bad.isEmpty()) {
      throw new UserError(name + ": a line " + bad.get(0).problem());
    }
    List<Tuple2<String, Long>> twice =
        lines
            .mapToPair(line -> new Tuple2<>(line.id(), 1L))
            .reduceByKey(Long::sum)
            .filter(count -> count._2() > 1)
            .take(1);
    if (!twice.isEmpty()) {
      throw new UserError(
          name + ": '" + twice.get(0)._1() + "' occurs twice, expected each data point once");
    }
    return lines.mapToPair(line -> new Tuple2<>(line.id(), line.texts()));
  }
}
