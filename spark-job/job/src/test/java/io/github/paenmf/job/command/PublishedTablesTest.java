package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.paenmf.job.run.CommandRun;
import io.github.paenmf.job.run.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real tables from the file as it was published to a model and back to named rows, with the
 * argument files of conf/: one command there, one command back. Few rounds, since it is the way
 * that is tried.
 */
class PublishedTablesTest {

  private static final Path CONF = Path.of(System.getProperty("project.root"), "conf");

  @TempDir private Path folder;

  private static Path data(String name) {
    Path path = Path.of(System.getProperty("data.dir")).resolve(name);
    assumeTrue(Files.exists(path), () -> path + " is absent: this table is not tried");
    return path;
  }

  private CommandRun fit(String arguments, Path input, Object... more) {
    List<Object> all =
        new ArrayList<>(
            List.of("fit", "@" + CONF.resolve(arguments), "--input", input, "--model", model()));
    all.addAll(List.of("--max-iter", 2, "--init-steps", 4));
    all.addAll(Arrays.asList(more));
    return CommandRun.done(all.toArray());
  }

  private Path model() {
    return folder.resolve("model");
  }

  private List<Row> transform(Path input, Object... more) {
    Path output = folder.resolve("rows");
    List<Object> all =
        new ArrayList<>(
            List.of("transform", "--model", model(), "--input", input, "--output", output));
    all.addAll(Arrays.asList(more));
    CommandRun.done(all.toArray());
    List<Row> rows = TestSpark.session().read().parquet(output.toString()).collectAsList();
    for (Row row : rows) {
      assertThat(row.<Float>getList(row.fieldIndex("coefficients")))
          .as(row.getString(0))
          .allMatch(v -> Float.isFinite(v) && v >= 0);
      assertThat(row.<Double>getAs("negativeElbo")).isFinite();
    }
    return rows;
  }

  private static Map<String, Long> counts(List<Row> rows, String column) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                row -> String.valueOf(row.<String>getAs(column)),
                TreeMap::new,
                Collectors.counting()));
  }

  @Test
  void leukaemiaKeepsSamplesGenesAndDiagnoses() throws IOException {
    Path table = data("leukaemia_all_aml/all_aml_5000x38.csv");
    Path samples = data("leukaemia_all_aml/all_aml_samples.csv");
    Path parts = folder.resolve("parts.csv");

    CommandRun fit = fit("genes.args", table, "--parts", parts);
    List<Row> rows = transform(table, "--annotations", samples);

    assertThat(fit.json()).containsEntry("n", 38).containsEntry("m", 5000);
    assertThat(rows.get(0).getString(0)).isEqualTo("ALL_19769_B-cell");
    assertThat(counts(rows, "type")).containsEntry("ALL", 27L).containsEntry("AML", 11L);
    assertThat(counts(rows, "cell")).containsEntry("B-cell", 19L).containsEntry("T-cell", 8L);
    assertThat(Files.readAllLines(parts))
        .hasSize(1 + 3 * 5000)
        .element(1)
        .asString()
        .matches("1,[^,]+_at,[0-9.E-]+");
  }

  @Test
  void singleCellsStaySparseAndKeepTheirTypes() {
    Path matrix = data("pbmc3k");

    CommandRun fit = fit("cells.args", matrix);
    List<Row> rows = transform(matrix, "--annotations", matrix.resolve("cell_types.csv"));

    assertThat(fit.json()).containsEntry("n", 2700).containsEntry("m", 2000);
    assertThat(fit.err())
        .contains("2700 data points with 32738 features by name, 2.6 % of the values are not 0")
        .contains("19024 of 32738 features dropped (above 0 in fewer than 3 data points)");
    assertThat(rows).hasSize(2700);
    assertThat(rows).extracting(row -> row.getString(0)).contains("AAACATACAACCAC-1");
    assertThat(counts(rows, "cell_type"))
        .containsEntry("", 62L)
        .containsEntry("B", 344L)
        .hasSize(10);
  }

  @Test
  void pricesInALongTableArePivotedAndFilled() {
    Path table = data("stocks_sp500_2015_2020/sp500_long.csv.gz");
    Path symbols = data("stocks_sp500_2015_2020/sp500_symbols.csv");

    CommandRun fit = fit("prices-long.args", table);
    List<Row> rows =
        transform(
            table, "--annotations", symbols, "--annotation-columns", "sector_folder,first_date");

    assertThat(fit.json()).containsEntry("m", 1259).containsEntry("n", 465);
    assertThat(fit.err())
        .contains("482 data points with 1259 features by name")
        .contains("3 of 592358 values put together with others of their cell")
        .contains("14483 missing values in 31 data points")
        .contains("17 of 482 data points dropped (missing values)");
    // What is left has a price on the first day.
    assertThat(counts(rows, "first_date").keySet()).containsExactly("2015-01-12");
    assertThat(rows).extracting(row -> row.getString(0)).contains("AAPL", "MSFT");
  }

  @Test
  void pricesInAWideTableAreFilled() {
    Path table = data("stocks_ftse_2013_2017/ftse_close_wide_all49.csv");

    CommandRun fit = fit("prices-wide.args", table);
    List<Row> rows = transform(table);

    assertThat(fit.json()).containsEntry("m", 1034);
    assertThat(fit.err()).contains("1098 missing values in 49 data points");
    assertThat(rows).extracting(row -> row.getString(0)).contains("BARC.L").doesNotContain("CCH.L");
  }

  @Test
  void packedFacesAreReadAndTheTestFacesScored() {
    Path train = data("cbcl_faces/cbcl_faces_train.csv.gz");
    Path test = data("cbcl_faces/cbcl_faces_test.csv.gz");

    CommandRun fit = fit("faces-rows.args", train);
    List<Row> rows = transform(test);

    assertThat(fit.json()).containsEntry("n", 2429).containsEntry("m", 361);
    assertThat(rows).hasSize(472);
    assertThat(rows.get(471).getString(0)).isEqualTo("472");
  }
}
