package io.github.paenmf.job.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.job.TestTables;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.run.TestSpark;
import io.github.paenmf.job.table.ReadOptions.CellRules;
import io.github.paenmf.job.table.ReadOptions.Expected;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnarReaderTest {

  @TempDir Path folder;

  private String save(String format, String sql) {
    String path = folder.resolve("table." + format).toString();
    TestSpark.session().sql(sql).coalesce(1).write().format(format).save(path);
    return path;
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc", "json"})
  void numericColumnsAreFeaturesAndTheTextColumnHoldsNames(String format) {
    String path =
        save(format, "SELECT * FROM VALUES ('x', 1, 2.5D), ('y', 3, 0D) AS t(name, a, b)");
    try (Table table = Tables.read(TestSpark.session(), ReadOptions.of(path))) {
      assertThat(table.featureNames()).containsExactly("a", "b");
      List<Row> rows = table.rows().collectAsList();
      assertThat(rows.get(0).<String>getAs("id")).isEqualTo("x");
      assertThat(rows.get(0).<Vector>getAs("features").toArray()).containsExactly(1, 2.5);
    }
  }

  @Test
  void anArrayColumnHoldsAllFeatures() {
    String path =
        save("parquet", "SELECT * FROM VALUES (array(1F, 2F)), (array(3F, 4F)) AS t(pixels)");
    try (Table table = Tables.read(TestSpark.session(), ReadOptions.of(path))) {
      assertThat(table.features()).isEqualTo(2);
      assertThat(table.featureNames()).isEmpty();
    }
  }

  @Test
  void arraysOfDifferentLengthsAreRefused() {
    String path = save("parquet", "SELECT * FROM VALUES (array(1F, 2F)), (array(3F)) AS t(pixels)");
    assertThatThrownBy(() -> Tables.read(TestSpark.session(), ReadOptions.of(path)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("length");
  }

  @Test
  void columnsLayoutTransposes() {
    String path =
        save("parquet", "SELECT * FROM VALUES ('g1', 1, 2), ('g2', 3, 4) AS t(g, s1, s2)");
    try (Table table =
        Tables.read(TestSpark.session(), ReadOptions.of(path).withLayout(Layout.COLUMNS))) {
      assertThat(table.featureNames()).containsExactly("g1", "g2");
      List<Row> rows = table.rows().collectAsList();
      assertThat(rows.get(1).<String>getAs("id")).isEqualTo("s2");
      assertThat(rows.get(1).<Vector>getAs("features").toArray()).containsExactly(2, 4);
    }
  }

  @Test
  void aBadValueIsNamedByRowAndColumn() {
    String path = save("parquet", "SELECT * FROM VALUES ('x', 1D), ('y', -3D) AS t(name, a)");
    assertThatThrownBy(() -> Tables.read(TestSpark.session(), ReadOptions.of(path)))
        .isInstanceOf(UserError.class)
        .hasMessageEndingWith(
            "table.parquet, row 2 (y), column a: found -3.0, expected a number >= 0");
  }

  private static List<double[]> values(Table table) {
    return table.rows().collectAsList().stream()
        .map(row -> row.<Vector>getAs("features").toArray())
        .toList();
  }

  @Test
  void longRowsArePivoted() {
    String path =
        save(
            "parquet",
            "SELECT * FROM VALUES (DATE'2020-01-03', 'B', 5D), (DATE'2020-01-02', 'A', 1D),"
                + " (DATE'2020-01-03', 'A', 2D) AS t(day, symbol, price)");
    CellRules cells = new CellRules(List.of("symbol", "1", "price"), DuplicateRule.ERROR, false);
    ReadOptions options = ReadOptions.of(path).withLayout(Layout.LONG).withCells(cells);
    try (Table table = Tables.read(TestSpark.session(), options)) {
      assertThat(table.featureNames()).containsExactly("2020-01-02", "2020-01-03");
      assertThat(values(table)).containsExactly(new double[] {0, 5}, new double[] {1, 2});
    }
  }

  @Test
  void aRepeatedLongRowIsNamed() {
    String path =
        save("parquet", "SELECT * FROM VALUES ('a', 'x', 1), ('b', 'x', 2), ('a', 'x', 3) AS t");
    assertThatThrownBy(
            () -> Tables.read(TestSpark.session(), ReadOptions.of(path).withLayout(Layout.LONG)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("two values for 'a' and 'x' (row 1 and row 3)");
  }

  @Test
  void aTableOfTheCatalogueIsReadByItsName() {
    TestSpark.session()
        .sql("SELECT * FROM VALUES ('x', 1, 2), ('y', 3, 0) AS t(name, a, b)")
        .createOrReplaceTempView("known_view");
    try (Table table = Tables.read(TestSpark.session(), ReadOptions.of("table:known_view"))) {
      assertThat(table.featureNames()).containsExactly("a", "b");
      assertThat(table.points()).isEqualTo(2);
    }
    assertThatThrownBy(() -> Tables.read(TestSpark.session(), ReadOptions.of("table:unknown")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("cannot be read as a table of Spark's catalogue");
  }

  @Test
  void libsvmIsSparseWithItsLabelsKept() {
    String path = TestTables.write(folder, "t.libsvm", "1 1:0.5 7:2\n0 3:1\n1 2:4 5:1\n");
    try (Table table = Tables.read(TestSpark.session(), ReadOptions.of(path))) {
      assertThat(table.features()).isEqualTo(7);
      assertThat(table.kept()).containsExactly("label");
      Row row = table.rows().first();
      assertThat(row.<String>getAs("label")).isEqualTo("1.0");
      assertThat(row.<Vector>getAs("features").toArray()).containsExactly(0.5, 0, 0, 0, 0, 0, 2);
      assertThat(row.<Vector>getAs("features")).isInstanceOf(SparseVector.class);
    }
    // For a model the number of features is the model's, not the largest index.
    ReadOptions forModel = ReadOptions.of(path).withExpected(new Expected(List.of(), 9));
    try (Table table = Tables.read(TestSpark.session(), forModel)) {
      assertThat(table.features()).isEqualTo(9);
    }
  }
}
