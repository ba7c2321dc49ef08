package io.github.paenmf.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Loads a pipeline and writes the bits of what it gives: model, table, output file. */
final class TransformProgram {

  private TransformProgram() {}

  public static void main(String[] arguments) throws IOException {
    Dataset<Row> table = LocalSpark.session().read().parquet(arguments[1]);
    Files.write(Path.of(arguments[2]), lines(PipelineModel.load(arguments[0]), table));
    LocalSpark.session().stop();
  }

  /** A line a sample, ordered by name, every double by its bits. */
  static List<String> lines(PipelineModel model, Dataset<Row> table) {
    List<String> lines = new ArrayList<>();
    for (Row row : model.transform(table).orderBy("sample").collectAsList()) {
      StringBuilder line = new StringBuilder(row.<String>getAs("sample"));
      for (String column : List.of("coefficients", "scale", "shape")) {
        for (double value : row.<Vector>getAs(column).toArray()) {
          line.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(value)));
        }
      }
      double loss = row.<Double>getAs("negativeElbo");
      line.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(loss)));
      lines.add(line.append(' ').append(row.<Integer>getAs("prediction")).toString());
    }
    return lines;
  }
}
