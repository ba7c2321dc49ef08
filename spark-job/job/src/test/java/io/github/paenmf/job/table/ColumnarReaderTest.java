package io.github.paenmf.job.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.run.TestSpark;
import java.nio.file.Path;
import java.util.List;
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
}
