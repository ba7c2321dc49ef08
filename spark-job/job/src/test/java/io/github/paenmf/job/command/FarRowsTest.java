package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.job.run.CommandRun;
import io.github.paenmf.job.run.SmallTable;
import io.github.paenmf.job.run.TestSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FarRowsTest {

  private static final SmallTable TABLE = SmallTable.generate();

  @TempDir private Path folder;

  @Test
  void rowsUnlikeTheTrainingRowsGetFiniteNumbers() {
    Path model = folder.resolve("model");
    CommandRun.done(
        "fit",
        "--input",
        TABLE.csv(folder.resolve("table.csv")),
        "--model",
        model,
        "--rank",
        2,
        "--scale",
        "column-max");
    List<String> lines = new ArrayList<>(TABLE.lines(",", true, true).subList(0, 1));
    for (double factor : new double[] {1e-6, 1, 1e3, 1e6, 0}) {
      lines.add(line("times " + factor, Arrays.stream(TABLE.values()[0]).map(v -> v * factor)));
    }
    lines.add(line("constant", Arrays.stream(new double[SmallTable.COLUMNS]).map(v -> 1)));
    Path output = folder.resolve("out");

    CommandRun.done(
        "transform",
        "--model",
        model,
        "--input",
        SmallTable.write(folder.resolve("far.csv"), lines),
        "--output",
        output);

    List<Row> rows = TestSpark.session().read().parquet(output.toString()).collectAsList();
    assertThat(rows).hasSize(6);
    for (Row row : rows) {
      for (String column : List.of("coefficients", "scale", "shape")) {
        assertThat(row.<Float>getList(row.fieldIndex(column)))
            .as(row.getString(0) + ", " + column)
            .hasSize(2)
            .allMatch(v -> Float.isFinite(v) && v >= 0);
      }
      assertThat(row.<Double>getAs("negativeElbo")).as(row.getString(0)).isFinite();
    }
  }

  private static String line(String name, DoubleStream values) {
    return name
        + values
            .mapToObj(v -> "," + String.format(Locale.ROOT, "%.10e", v))
            .collect(Collectors.joining());
  }
}
