package io.github.paenmf.job.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * Writes rows of names, numbers and vectors of length r. A path that ends in {@code .csv} or {@code
 * .json} becomes one file, any other a folder of part files.
 */
public final class ResultWriter {

  private static final int BUFFER = 1 << 16;

  private final ResultFormat format;
  private final String path;
  private final boolean oneFile;
  private final int rank;

  /**
   * A writer of results.
   *
   * @param path where the result will end, for its ending
   * @param rank length of the vectors
   */
  public ResultWriter(ResultFormat format, String path, int rank) {
    this.format = format;
    this.path = path;
    this.oneFile = format.isFile(path);
    this.rank = rank;
  }

  /** Writes all rows to the destination's temporary place and moves them to their own. */
  public void write(Dataset<Row> rows, Destination destination) throws IOException {
    save(rows.select(columns(rows)), format.sourceName(), destination);
  }

  /**
   * Writes a table of generated rows: a column a feature, or an array of all features where the
   * format has arrays and the features no names, or the format is Parquet, whose column keeps them.
   *
   * @param rows {@code id} (string) and {@code features} (array of float)
   * @param names of the features; empty when they have none
   */
  public void writeTable(Dataset<Row> rows, List<String> names, Destination destination)
      throws IOException {
    if (format == ResultFormat.PARQUET || (format == ResultFormat.JSON && names.isEmpty())) {
      save(rows, format.sourceName(), destination);
      return;
    }
    TextLines lines =
        format == ResultFormat.CSV ? TextLines.csv(names, rank) : TextLines.json(names);
    Dataset<String> text = rows.mapPartitions(lines, Encoders.STRING());
    save(text.toDF(), "text", destination);
  }

  private void save(Dataset<Row> rows, String source, Destination destination) throws IOException {
    String parts = destination.temporary() + (oneFile ? ".parts" : "");
    FileSystem fileSystem = destination.fileSystem();
    rows.sparkSession().sparkContext().setJobDescription("PAE-NMF: writing " + path);
    try {
      // The header stands in every part; joining keeps the first.
      rows.write().format(source).option("header", "true").save(parts);
      if (oneFile) {
        join(fileSystem, new Path(parts), new Path(destination.temporary()));
      }
      destination.commit();
    } finally {
      rows.sparkSession().sparkContext().setJobDescription(null);
      if (oneFile) {
        fileSystem.delete(new Path(parts), true);
      }
    }
  }

  private Column[] columns(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column column = rows.col("`" + field.name() + "`");
      if (!field.dataType().equals(SQLDataTypes.VectorType())) {
        columns.add(column);
        continue;
      }
      Column array = functions.vector_to_array(column, "float32");
      if (format != ResultFormat.CSV) {
        columns.add(array.as(field.name()));
        continue;
      }
      for (int j = 0; j < rank; j++) {
        columns.add(array.getItem(j).as(singular(field.name()) + "_" + (j + 1)));
      }
    }
    return columns.toArray(Column[]::new);
  }

  private static String singular(String name) {
    return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
  }

  /** One file of the parts, in their order. */
  private void join(FileSystem fileSystem, Path parts, Path file) throws IOException {
    List<Path> inOrder =
        Arrays.stream(fileSystem.listStatus(parts))
            .map(FileStatus::getPath)
            .filter(path -> path.getName().startsWith("part-"))
            .sorted(Comparator.comparing(Path::getName))
            .toList();
    try (OutputStream out = fileSystem.create(file, false)) {
      boolean first = true;
      for (Path part : inOrder) {
        try (InputStream in = fileSystem.open(part)) {
          if (format == ResultFormat.CSV && !first) {
            skipLine(in);
          }
          IOUtils.copyBytes(in, out, BUFFER);
        }
        first = false;
      }
    }
  }

  /** Headers hold names of ours and of kept columns; a quoted line break counts as text. */
  private static void skipLine(InputStream in) throws IOException {
    boolean quoted = false;
    int b = in.read();
    while (b >= 0 && (quoted || b != '\n')) {
      quoted ^= b == '"';
      b = in.read();
    }
  }
}
