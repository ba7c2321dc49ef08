package io.github.paenmf.job.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.job.TestTables;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.run.TestSpark;
import io.github.paenmf.job.table.ReadOptions.CellRules;
import io.github.paenmf.job.table.ReadOptions.Expected;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongTableTest {

  private static final double NO = Double.NaN;

  private static final String PRICES =
      "date,symbol,close,volume\n2020-01-03,B,5,1\n2020-01-02,A,1,1\n2020-01-03,A,2,1\n"
          + "2020-01-06,A,3,1\n2020-01-06,B,6,1\n";

  @TempDir Path folder;

  private Table read(ReadOptions options) {
    return Tables.read(TestSpark.session(), options.withLayout(Layout.LONG));
  }

  private ReadOptions written(String text) {
    return ReadOptions.of(TestTables.write(folder, "t.csv", text));
  }

  private static CellRules rules(DuplicateRule duplicates, boolean gaps, String... columns) {
    return new CellRules(List.of(columns), duplicates, gaps);
  }

  private static List<double[]> values(Table table) {
    return table.rows().collectAsList().stream()
        .map(row -> row.<Vector>getAs("features").toArray())
        .toList();
  }

  private static List<String> ids(Table table) {
    return table.rows().collectAsList().stream().map(row -> row.<String>getAs("id")).toList();
  }

  @Test
  void columnsByNameDatesInOrderAndGapsMissing() {
    CellRules cells = rules(DuplicateRule.ERROR, true, "symbol", "date", "close");
    try (Table table = read(written(PRICES).withCells(cells).withMissingAllowed(true))) {
      assertThat(table.featureNames()).containsExactly("2020-01-02", "2020-01-03", "2020-01-06");
      assertThat(ids(table)).containsExactly("B", "A");
      assertThat(values(table)).containsExactly(new double[] {NO, 5, 6}, new double[] {1, 2, 3});
      assertThat(table.cells()).isEqualTo(cells);
      assertThat(table.layout()).isEqualTo(Layout.LONG);
    }
  }

  @Test
  void theFirstThreeColumnsAndZerosWithoutAWord() {
    try (Table table = read(written("c1,g10,2\nc1,g2,1\nc2,g7,4\n"))) {
      // Names that are neither dates nor numbers stand in the order of their first occurrence.
      assertThat(table.featureNames()).containsExactly("g10", "g2", "g7");
      assertThat(values(table)).containsExactly(new double[] {2, 1, 0}, new double[] {0, 0, 4});
      assertThat(table.nonZeros()).isEqualTo(3);
    }
  }

  @Test
  void numberedFeaturesAreInTheOrderOfNumbers() {
    try (Table table = read(written("id,pixel,v\na,10,2\na,9,1\nb,1,4\n"))) {
      assertThat(table.featureNames()).containsExactly("1", "9", "10");
    }
  }

  @ParameterizedTest
  @CsvSource({"MEAN, 3", "SUM, 9", "FIRST, 4", "LAST, 2"})
  void repeatedCellsAreMergedOnRequest(DuplicateRule rule, double expected) {
    String text = "a,x,4\nb,y,1\na,x,3\na,x,2\n";
    try (Table table = read(written(text).withCells(rules(rule, false)))) {
      assertThat(values(table).get(0)).containsExactly(expected, 0);
      assertThat(table.notes())
          .containsExactly("2 of 4 values put together with others of their cell");
    }
  }

  @Test
  void aRepeatedCellIsNamedByItsLines() {
    assertThatThrownBy(() -> read(written("p,f,v\na,x,4\nb,y,1\na,x,3\n")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("two values for 'a' and 'x' (t.csv, line 2 and t.csv, line 4)");
  }

  @Test
  void aFaultIsNamedByLineAndColumn() {
    assertThatThrownBy(() -> read(written("p,f,v\na,x,4\nb,y,-1\n")))
        .hasMessageContaining("t.csv, line 3, column 3 (v): found '-1'");
    assertThatThrownBy(() -> read(written("p,f,v\na,x,4\nb,,1\n")))
        .hasMessageContaining("t.csv, line 3, column 2 (f): found nothing, expected a name");
  }

  @Test
  void aModelsFeaturesComeFirstAndAbsentOnesAreZero() {
    Expected expected = new Expected(List.of("g3", "g1", "g2"), 3);
    try (Table table = read(written("a,g2,1\na,new,5\nb,g3,2\n").withExpected(expected))) {
      assertThat(table.featureNames()).containsExactly("g3", "g1", "g2", "new");
      assertThat(values(table))
          .containsExactly(new double[] {0, 0, 1, 5}, new double[] {2, 0, 0, 0});
      assertThat(table.notes())
          .containsExactly("1 of the model's 3 features do not occur and are 0: g1");
    }
  }

  @Test
  void aTableWithNoneOfTheModelsFeaturesIsRefused() {
    Expected expected = new Expected(List.of("g1", "g2"), 2);
    assertThatThrownBy(() -> read(written("g1,a,1\ng2,b,5\n").withExpected(expected)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none of the model's 2 features occurs");
  }

  @Test
  void linesInAnyOrderGiveTheSameSparseRows() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      for (int j = i % 7; j < 60; j += 7) {
        lines.add("p" + i + "," + j + "," + (i + j + 1));
      }
    }
    Collections.shuffle(lines, new Random(2));
    try (Table table = read(written(String.join("\n", lines) + "\n"))) {
      assertThat(table.points()).isEqualTo(200);
      assertThat(table.features()).isEqualTo(60);
      assertThat(ids(table).get(0)).isEqualTo(lines.get(0).substring(0, lines.get(0).indexOf(',')));
      table
          .rows()
          .collectAsList()
          .forEach(
              row -> {
                int i = Integer.parseInt(row.getString(0).substring(1));
                Vector vector = row.getAs("features");
                assertThat(vector).isInstanceOf(SparseVector.class);
                for (int j = 0; j < 60; j++) {
                  assertThat(vector.apply(j)).isEqualTo(j % 7 == i % 7 ? i + j + 1 : 0);
                }
              });
    }
  }
}
