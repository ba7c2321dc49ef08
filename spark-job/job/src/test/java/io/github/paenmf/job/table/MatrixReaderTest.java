package io.github.paenmf.job.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.job.TestTables;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.run.TestSpark;
import io.github.paenmf.job.table.ReadOptions.CellRules;
import io.github.paenmf.job.table.ReadOptions.Expected;
import io.github.paenmf.job.table.ReadOptions.NameFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixReaderTest {

  private static final String HEAD = "%%MatrixMarket matrix coordinate real general\n% a comment\n";

  /** Rows (1 0 2 0), (0 0 0 0), (0 3 0.5 0). */
  private static final String SMALL = HEAD + "3 4 4\n3 3 0.5\n1 3 2\n1 1 1\n3 2 3e0\n";

  @TempDir Path folder;

  private Table read(ReadOptions options) {
    return Tables.read(TestSpark.session(), options);
  }

  private ReadOptions written(String text) {
    return ReadOptions.of(TestTables.write(folder, "a.mtx", text));
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
  void rowsAreDataPointsAndEmptyOnesAreThere() {
    try (Table table = read(written(SMALL))) {
      assertThat(ids(table)).containsExactly("1", "2", "3");
      assertThat(values(table))
          .containsExactly(
              new double[] {1, 0, 2, 0}, new double[] {0, 0, 0, 0}, new double[] {0, 3, 0.5, 0});
      assertThat(table.nonZeros()).isEqualTo(4);
      assertThat(table.notes()).containsExactly("1 of 3 data points are 0 throughout");
    }
  }

  @Test
  void columnsAreDataPointsOnRequest() {
    try (Table table = read(written(SMALL).withLayout(Layout.COLUMNS))) {
      assertThat(values(table))
          .containsExactly(
              new double[] {1, 0, 0},
              new double[] {0, 0, 3},
              new double[] {2, 0, 0.5},
              new double[] {0, 0, 0});
    }
  }

  @Test
  void namesComeFromFiles() {
    NameFiles names =
        new NameFiles(
            TestTables.write(folder, "r.txt", "x\ny\nz\n"),
            TestTables.write(folder, "c.csv", "a,A\nb,B\nc,A\nd,D\n"));
    CellRules second = new CellRules(List.of(), DuplicateRule.ERROR, false, 2);
    try (Table table = read(written(SMALL).withNameFiles(names).withCells(second))) {
      assertThat(ids(table)).containsExactly("x", "y", "z");
      // A symbol that occurs twice has its key behind it.
      assertThat(table.featureNames()).containsExactly("A (a)", "B", "A (c)", "D");
    }
  }

  @Test
  void aFolderOf10xHasCellsAsColumns() {
    TestTables.write(folder, "x/matrix.mtx.gz", TestTables.packed(SMALL));
    TestTables.write(folder, "x/features.tsv", "g1\tA\tGene\ng2\tB\tGene\ng3\tC\tGene\n");
    TestTables.write(folder, "x/barcodes.tsv.gz", TestTables.packed("AA-1\nAC-1\nAG-1\nAT-1\n"));
    try (Table table = read(ReadOptions.of(folder.resolve("x").toString()))) {
      assertThat(table.layout()).isEqualTo(Layout.COLUMNS);
      assertThat(ids(table)).containsExactly("AA-1", "AC-1", "AG-1", "AT-1");
      assertThat(table.featureNames()).containsExactly("g1", "g2", "g3");
    }
  }

  @Test
  void genesAreReadAloneWhereThereAreAntibodiesToo() {
    TestTables.write(folder, "t/matrix.mtx", SMALL);
    TestTables.write(
        folder,
        "t/features.tsv",
        "g1\tCD3\tGene Expression\ng2\tCD4\tAntibody Capture\ng3\tCD3\tAntibody Capture\n");
    TestTables.write(folder, "t/barcodes.tsv", "AA-1\nAC-1\nAG-1\nAT-1\n");
    ReadOptions options =
        ReadOptions.of(folder.resolve("t").toString())
            .withCells(new CellRules(List.of(), DuplicateRule.ERROR, false, 2));

    try (Table genes = read(options)) {
      // Named as beside the antibody of the same name, so a model finds it in either reading.
      assertThat(genes.featureNames()).containsExactly("CD3 (g1)");
      assertThat(values(genes))
          .containsExactly(new double[] {1}, new double[] {0}, new double[] {2}, new double[] {0});
      assertThat(genes.nonZeros()).isEqualTo(2);
      assertThat(genes.notes())
          .contains(
              "features of type Gene Expression alone, of Antibody Capture (2), Gene Expression"
                  + " (1); --feature-type all reads them together");
    }
    try (Table genes = read(options)) {
      FeatureTexts texts = genes.featureTexts().get();
      assertThat(texts.columns()).containsExactly("gene_id", "feature_type");
      assertThat(texts.of("CD3 (g1)", 0)).isEqualTo("g1");
      assertThat(texts.of("CD3 (g1)", 1)).isEqualTo("Gene Expression");
    }
    try (Table antibodies = read(typed(options, "Antibody Capture"))) {
      assertThat(antibodies.featureNames()).containsExactly("CD4", "CD3 (g3)");
    }
    try (Table all = read(typed(options, "all"))) {
      assertThat(all.features()).isEqualTo(3);
    }
    // A model picks its features by name.
    try (Table wanted = read(options.withExpected(new Expected(List.of("CD4"), 1)))) {
      assertThat(wanted.features()).isEqualTo(3);
    }
    assertThatThrownBy(() -> read(typed(options, "CRISPR")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--feature-type CRISPR")
        .hasMessageContaining("Antibody Capture (2), Gene Expression (1); expected one of them");
  }

  private static ReadOptions typed(ReadOptions options, String type) {
    return options.withNameFiles(new NameFiles(null, null, type));
  }

  @Test
  void aSymmetricMatrixIsReadWhole() {
    String text = "%%MatrixMarket matrix coordinate integer symmetric\n2 2 2\n1 1 5\n2 1 7\n";
    try (Table table = read(written(text))) {
      assertThat(values(table)).containsExactly(new double[] {5, 7}, new double[] {7, 0});
    }
  }

  @Test
  void aPatternHasOnes() {
    String text = "%%MatrixMarket matrix coordinate pattern general\n2 3 2\n1 3\n2 1\n";
    try (Table table = read(written(text))) {
      assertThat(values(table)).containsExactly(new double[] {0, 0, 1}, new double[] {1, 0, 0});
    }
  }

  @ParameterizedTest
  @CsvSource({"MEAN, 3", "SUM, 6", "FIRST, 4", "LAST, 2"})
  void repeatedEntriesAreMergedOnRequest(DuplicateRule rule, double expected) {
    String text = HEAD + "2 2 3\n1 1 4\n2 2 1\n1 1 2\n";
    ReadOptions options = written(text).withCells(new CellRules(List.of(), rule, false));
    try (Table table = read(options)) {
      assertThat(values(table).get(0)).containsExactly(expected, 0);
      assertThat(table.notes())
          .containsExactly("1 of 3 values put together with others of their cell");
    }
  }

  @Test
  void aRepeatedEntryIsNamedByItsLines() {
    assertThatThrownBy(() -> read(written(HEAD + "2 2 3\n1 1 4\n2 2 1\n1 1 2\n")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("row 1 and column 1 (a.mtx, line 4 and a.mtx, line 6)");
  }

  @Test
  void manyEntriesInAnyOrderGiveTheSameMatrix() {
    int rows = 300;
    int columns = 90;
    SplittableRandom random = new SplittableRandom(5);
    double[][] dense = new double[rows][columns];
    List<String> lines = new java.util.ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (random.nextInt(10) == 0) {
          dense[i][j] = 1 + random.nextInt(9);
          lines.add((i + 1) + " " + (j + 1) + " " + (int) dense[i][j]);
        }
      }
    }
    java.util.Collections.shuffle(lines, new java.util.Random(1));
    String text =
        HEAD + rows + " " + columns + " " + lines.size() + "\n" + String.join("\n", lines) + "\n";
    try (Table table = read(written(text))) {
      List<Row> read = table.rows().collectAsList();
      assertThat(read).hasSize(rows);
      for (int i = 0; i < rows; i++) {
        Vector vector = read.get(i).getAs("features");
        assertThat(vector).isInstanceOf(SparseVector.class);
        assertThat(vector.toArray()).as("row " + i).containsExactly(dense[i]);
      }
      assertThat(table.nonZeros())
          .isEqualTo(
              Arrays.stream(dense).flatMapToDouble(Arrays::stream).filter(v -> v > 0).count());
    }
  }
}
