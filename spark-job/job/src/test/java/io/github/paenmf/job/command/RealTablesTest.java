package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.paenmf.job.run.CommandRun;
import io.github.paenmf.job.run.TestSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paper's own tables, from the published file to coefficients. */
class RealTablesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    // file, scaling, rank, most training rounds, points, features, largest relative error
    "Vfinance.csv, column-max, 9, 100, 94, 1305, 0.045",
    "Vgenes.txt, column-max, 3, 100, 38, 5000, 0.482",
    "Vfaces.csv, max, 9, 20, 2429, 361, 0.17"
  })
  void fitsAndTransforms(
      String file, String scale, int rank, int rounds, int points, int features, double most) {
    Path input = Path.of(System.getProperty("data.dir"), "paper", file);
    assumeTrue(Files.exists(input), () -> input + " is absent: the paper's tables are not tried");
    Path model = folder.resolve("model");
    Path output = folder.resolve("rows");

    CommandRun fit =
        CommandRun.done(
            "fit",
            "--input",
            input,
            "--layout",
            "columns",
            "--scale",
            scale,
            "--rank",
            rank,
            "--max-iter",
            rounds,
            "--model",
            model);
    CommandRun.done("transform", "--model", model, "--input", input, "--output", output);

    assertThat(fit.json()).containsEntry("n", points).containsEntry("m", features);
    assertThat(fit.number("relativeError")).isBetween(0.0, most);
    List<Row> rows = TestSpark.session().read().parquet(output.toString()).collectAsList();
    assertThat(rows).hasSize(points);
    for (Row row : rows) {
      assertThat(row.<Float>getList(row.fieldIndex("coefficients")))
          .hasSize(rank)
          .allMatch(v -> Float.isFinite(v) && v >= 0);
      assertThat(row.<Double>getAs("negativeElbo")).isFinite();
    }
  }
}
