package io.github.paenmf.job.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.job.TestTables;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.run.TestSpark;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationTest {

  private static final String TEXT = "name,a,b\nx,1,4\ny,2,8\nz,0,0\n";

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();

  private Table read(String text, Layout layout, boolean missing) {
    String path = TestTables.write(folder, "t.csv", text);
    return Tables.read(
        TestSpark.session(), ReadOptions.of(path).withLayout(layout).withMissingAllowed(missing));
  }

  private static List<List<Double>> values(PreparedTable prepared) {
    return prepared.rows().select("features").collectAsList().stream()
        .map(
            row -> {
              List<Double> values = new ArrayList<>();
              for (double v : row.<Vector>getAs(0).toArray()) {
                values.add(v);
              }
              return values;
            })
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NONE|ROWS|[[1.0, 4.0], [2.0, 8.0], [0.0, 0.0]]",
        "MAX|ROWS|[[0.125, 0.5], [0.25, 1.0], [0.0, 0.0]]",
        "ROW_MAX|ROWS|[[0.25, 1.0], [0.25, 1.0], [0.0, 0.0]]",
        "ROW_MEAN|ROWS|[[0.4, 1.6], [0.4, 1.6], [0.0, 0.0]]",
        "COLUMN_MAX|ROWS|[[0.5, 0.5], [1.0, 1.0], [0.0, 0.0]]",
        "COLUMN_MEAN|ROWS|[[1.0, 1.0], [2.0, 2.0], [0.0, 0.0]]",
        "ROW_MAX|COLUMNS|[[0.25, 0.25, 0.0], [1.0, 1.0, 0.0]]",
        "COLUMN_MAX|COLUMNS|[[0.5, 1.0, 0.0], [0.5, 1.0, 0.0]]"
      })
  void rowsAndColumnsAreThoseOfTheFile(ScaleRule rule, Layout layout, String expected) {
    try (Table table = read(TEXT, layout, false)) {
      PreparedTable prepared = Preparation.fit(table, PreparationPlan.scaledBy(rule), notes::add);
      assertThat(values(prepared)).hasToString(expected);
    }
  }

  @Test
  void featureFactorsAreThoseOfTheFittedTable() {
    try (Table table = read(TEXT, Layout.ROWS, false)) {
      PreparedTable fitted =
          Preparation.fit(table, PreparationPlan.scaledBy(ScaleRule.COLUMN_MAX), notes::add);
      try (Table other = read("name,a,b\nw,4,4\n", Layout.ROWS, false)) {
        assertThat(values(Preparation.repeat(other, fitted.stages(), notes::add)))
            .hasToString("[[2.0, 0.5]]");
      }
    }
  }

  @Test
  void stepsRunInTheirOrder() {
    PreparationPlan plan = new PreparationPlan(List.of(), 2, 10.0, true, 1, ScaleRule.MAX);
    try (Table table = read("name,a,b,c\nx,1,4,0\ny,2,8,1\nz,5,5,0\n", Layout.ROWS, false)) {
      PreparedTable prepared = Preparation.fit(table, plan, notes::add);
      // c occurs once and goes; a sums to 2, 2, 5 of 10, b to 8, 8, 5: a varies more as logarithm.
      assertThat(prepared.featureNames()).containsExactly("a");
      assertThat(values(prepared).get(2)).containsExactly(1.0);
      assertThat(values(prepared).get(0).get(0)).isEqualTo(Math.log1p(2) / Math.log1p(5));
      assertThat(notes).hasSize(2);
    }
  }

  @Test
  void forwardFillRunsAlongTheDates() {
    String text = "date,A,B\nd1,1,\nd2,,5\nd3,3,\n";
    PreparationPlan fill =
        new PreparationPlan(
            List.of(MissingRule.FORWARD_FILL, MissingRule.ZERO), 0, null, false, 0, ScaleRule.NONE);
    try (Table table = read(text, Layout.COLUMNS, true)) {
      assertThat(values(Preparation.fit(table, fill, notes::add)))
          .hasToString("[[1.0, 1.0, 3.0], [0.0, 5.0, 5.0]]");
    }
  }

  @Test
  void whatIsStillMissingIsAnError() {
    String text = "date,A,B\nd1,1,\nd2,,5\nd3,3,\n";
    PreparationPlan fill =
        new PreparationPlan(List.of(MissingRule.FORWARD_FILL), 0, null, false, 0, ScaleRule.NONE);
    try (Table table = read(text, Layout.COLUMNS, true)) {
      assertThatThrownBy(() -> Preparation.fit(table, fill, notes::add))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("1 of 2 data points still have missing values");
    }
  }

  @Test
  void incompleteFeaturesAreDropped() {
    PreparationPlan plan =
        new PreparationPlan(List.of(MissingRule.DROP_FEATURES), 0, null, false, 0, ScaleRule.NONE);
    try (Table table = read("name,a,b\nx,1,\ny,2,3\n", Layout.ROWS, true)) {
      PreparedTable prepared = Preparation.fit(table, plan, notes::add);
      assertThat(prepared.featureNames()).containsExactly("a");
      assertThat(notes).singleElement().asString().contains("1 of 2 features dropped");
    }
  }
}
