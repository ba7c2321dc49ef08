package io.github.paenmf.job.prepare;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.data.InvalidRowException;
import io.github.paenmf.spark.prepare.ExogenousColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Kept columns of a table as extra inputs of the encoder. */
public final class ExogenousInputs {

  private ExogenousInputs() {}

  /**
   * The prepared table with a column of extra inputs, and the stage that made it.
   *
   * @param source the file, for messages
   * @param columns names of kept columns
   * @throws UserError when a column is absent or holds something that is no number
   */
  public static PreparedTable of(PreparedTable prepared, String source, List<String> columns) {
    ExogenousColumns stage = new ExogenousColumns().setInputCols(columns.toArray(String[]::new));
    List<Transformer> stages = new ArrayList<>(prepared.stages());
    stages.add(stage);
    return new PreparedTable(
        add(prepared.rows(), stage, source),
        prepared.featureNames(),
        prepared.points(),
        prepared.features(),
        List.copyOf(stages));
  }

  /** The rows with the column of a stage; throws as {@link #of}. */
  static Dataset<Row> add(Dataset<Row> rows, ExogenousColumns stage, String source) {
    try {
      stage.transformSchema(rows.schema());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          source + ": " + e.getMessage() + "; --keep and --annotations carry columns along", e);
    }
    String[] names = stage.getInputCols();
    List<Column> columns = new ArrayList<>();
    Arrays.stream(names).forEach(name -> columns.add(functions.col("`" + name + "`")));
    columns.add(functions.col(Table.ID));
    List<String> wrong =
        rows.select(columns.toArray(Column[]::new))
            .javaRDD()
            .map(row -> wrong(row, names))
            .filter(message -> !message.isEmpty())
            .take(1);
    if (!wrong.isEmpty()) {
      throw new UserError(source + ": " + wrong.get(0));
    }
    return stage.transform(rows);
  }

  private static String wrong(Row row, String... names) {
    try {
      ExogenousColumns.numbers(row, names);
      return "";
    } catch (InvalidRowException e) {
      return "data point '" + row.get(names.length) + "': " + e.getMessage();
    }
  }
}
