package io.github.paenmf.job.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.job.TestTables;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.run.TestSpark;
import io.github.paenmf.job.table.ReadOptions.NameColumn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelimitedReaderTest {

  @TempDir Path folder;

  private Table read(String name, String text, Layout layout) {
    return Tables.read(
        TestSpark.session(),
        ReadOptions.of(TestTables.write(folder, name, text)).withLayout(layout));
  }

  private static List<String> ids(Table table) {
    return table.rows().collectAsList().stream().map(row -> row.<String>getAs("id")).toList();
  }

  private static double[] values(Table table, int row) {
    List<Row> rows = table.rows().collectAsList();
    return rows.get(row).<Vector>getAs("features").toArray();
  }

  @Test
  void aPlainTableHasNumberedRowsAndNoNames() {
    try (Table table = read("plain.csv", "1,2,3\n4,5,6\n", Layout.ROWS)) {
      assertThat(table.points()).isEqualTo(2);
      assertThat(table.features()).isEqualTo(3);
      assertThat(table.featureNames()).isEmpty();
      assertThat(ids(table)).containsExactly("1", "2");
      assertThat(values(table, 1)).containsExactly(4, 5, 6);
    }
  }

  @Test
  void headerAndNameColumnAreFoundOut() {
    try (Table table = read("named.csv", "gene,a,b\nx,1,2\ny,3,4\n", Layout.ROWS)) {
      assertThat(table.featureNames()).containsExactly("a", "b");
      assertThat(ids(table)).containsExactly("x", "y");
    }
  }

  @Test
  void aHeaderWithoutNameColumn() {
    try (Table table = read("h.csv", "a,b,c\n1,2,3\n4,5,6\n", Layout.ROWS)) {
      assertThat(table.featureNames()).containsExactly("a", "b", "c");
      assertThat(ids(table)).containsExactly("1", "2");
    }
  }

  @Test
  void aNameColumnWithoutHeader() {
    try (Table table = read("n.csv", "x,1,2\ny,3,4\n", Layout.ROWS)) {
      assertThat(table.featureNames()).isEmpty();
      assertThat(ids(table)).containsExactly("x", "y");
    }
  }

  @Test
  void aHeaderOfNumbersIsFoundByTheNameAboveNumberedRows() {
    try (Table table = read("years.csv", "year,2015,2016\n1,2,3\n2,3,4\n", Layout.ROWS)) {
      assertThat(table.featureNames()).containsExactly("year", "2015", "2016");
      assertThat(table.points()).isEqualTo(2);
    }
  }

  @Test
  void aHeaderOneCellShorterAsRWritesIt() {
    try (Table table = read("r.tsv", "a\tb\nx\t1\t2\ny\t3\t4\n", Layout.ROWS)) {
      assertThat(table.featureNames()).containsExactly("a", "b");
      assertThat(ids(table)).containsExactly("x", "y");
    }
  }

  @Test
  void anEmptyFirstHeaderCellMeansNamesBelow() {
    try (Table table = read("index.csv", ",a,b\n10,1,2\n20,3,4\n", Layout.ROWS)) {
      assertThat(ids(table)).containsExactly("10", "20");
      assertThat(table.features()).isEqualTo(2);
    }
  }

  @Test
  void headerAndNamesCanBeForced() {
    String path = TestTables.write(folder, "f.csv", "7,1,2\n8,3,4\n");
    ReadOptions forced = ReadOptions.of(path).withHeader(true).withNames(NameColumn.of("7"));
    try (Table table = Tables.read(TestSpark.session(), forced)) {
      assertThat(table.featureNames()).containsExactly("1", "2");
      assertThat(ids(table)).containsExactly("8");
    }
  }

  @Test
  void quotedCells() {
    try (Table table =
        read("q.csv", "\"na,me\",\"a \"\"x\"\"\",b\n\"r,1\",\"1.5\",2\nr2, 3 ,4\n", Layout.ROWS)) {
      assertThat(table.featureNames()).containsExactly("a \"x\"", "b");
      assertThat(ids(table)).containsExactly("r,1", "r2");
      assertThat(values(table, 0)).containsExactly(1.5, 2);
      assertThat(values(table, 1)).containsExactly(3, 4);
    }
  }

  @Test
  void windowsLineEndsByteOrderMarkAndBlankLines() {
    try (Table table = read("w.csv", "\uFEFFname,a,b\r\nx,1,2\r\n\r\ny,3,4\r\n\r\n", Layout.ROWS)) {
      assertThat(table.featureNames()).containsExactly("a", "b");
      assertThat(ids(table)).containsExactly("x", "y");
      assertThat(values(table, 1)).containsExactly(3, 4);
    }
  }

  @Test
  void numbersAsPeopleWriteThem() {
    try (Table table =
        read("num.csv", "1e3,+2,.5,3.,-0\n0.1,1234567890123456789,1E-2,0012,7\n", Layout.ROWS)) {
      assertThat(values(table, 0)).containsExactly(1000, 2, 0.5, 3, 0.0);
      assertThat(values(table, 1)).containsExactly(0.1, 1234567890123456789.0, 0.01, 12, 7);
    }
  }

  @Test
  void columnsAreTransposedInTheOrderOfTheFile() {
    try (Table table =
        read("c.csv", "gene,s1,s2,s3\ng1,1,2,3\ng2,4,5,6\ng10,7,8,9\n", Layout.COLUMNS)) {
      assertThat(table.points()).isEqualTo(3);
      assertThat(table.features()).isEqualTo(3);
      assertThat(table.featureNames()).containsExactly("g1", "g2", "g10");
      assertThat(ids(table)).containsExactly("s1", "s2", "s3");
      assertThat(values(table, 1)).containsExactly(2, 5, 8);
    }
  }

  @Test
  void theLayoutsAreTransposesOfEachOther() {
    double[][] values = TestTables.values(40, 30);
    String text = TestTables.named(40, 30);
    String path = TestTables.write(folder, "large.csv", text);
    try (Table rows = Tables.read(TestSpark.session(), ReadOptions.of(path));
        Table columns =
            Tables.read(TestSpark.session(), ReadOptions.of(path).withLayout(Layout.COLUMNS))) {
      assertThat(columns.points()).isEqualTo(rows.features());
      assertThat(columns.featureNames()).isEqualTo(ids(rows));
      assertThat(ids(columns)).isEqualTo(rows.featureNames());
      for (int j = 0; j < 30; j++) {
        double[] point = values(columns, j);
        for (int i = 0; i < 40; i++) {
          assertThat(point[i]).isCloseTo(values[i][j], Offset.offset(1e-5));
        }
      }
    }
  }

  @Test
  void packedFilesReadAsUnpackedOnes() {
    String text = TestTables.named(12, 4);
    String packed = TestTables.write(folder, "t.csv.gz", TestTables.packed(text));
    String plain = TestTables.write(folder, "t.csv", text);
    try (Table a = Tables.read(TestSpark.session(), ReadOptions.of(packed));
        Table b = Tables.read(TestSpark.session(), ReadOptions.of(plain))) {
      assertThat(a.rows().collectAsList()).isEqualTo(b.rows().collectAsList());
    }
  }

  @Test
  void aFolderOfPartsReadsAsOneTable() {
    TestTables.write(folder, "parts/part-1.csv", "name,a,b\nx,1,2\n");
    TestTables.write(folder, "parts/part-0.csv", "name,a,b\nw,5,6\n");
    TestTables.write(folder, "parts/_SUCCESS", "");
    ReadOptions options =
        ReadOptions.of(folder.resolve("parts").toString()).withFormat(TableFormat.CSV);
    try (Table table = Tables.read(TestSpark.session(), options)) {
      assertThat(ids(table)).containsExactly("w", "x");
    }
  }

  @Test
  void mostlyZeroRowsBecomeSparse() {
    try (Table table = read("z.csv", "0,0,0,0,0,5,0,0\n1,1,1,1,1,1,1,1\n", Layout.ROWS)) {
      assertThat(table.rows().first().<Vector>getAs("features")).isInstanceOf(SparseVector.class);
      assertThat(table.nonZeros()).isEqualTo(9);
    }
  }

  @Test
  void tabsInATxtFile() {
    try (Table table = read("t.txt", "1\t2\n3\t4\n", Layout.ROWS)) {
      assertThat(table.features()).isEqualTo(2);
    }
  }

  @Test
  void theFirstFaultIsNamedByLineAndColumn() {
    StringBuilder text = new StringBuilder(TestTables.named(30, 3));
    text.insert(text.indexOf("\nr17,") + 1, "\n\n");
    String bad = text.toString().replaceFirst("r20,([^,]+),[^,]+,", "r20,$1,n.a.,");
    assertThatThrownBy(() -> read("prices.csv", bad, Layout.ROWS))
        .isInstanceOf(UserError.class)
        .hasMessage("prices.csv, line 23, column 3 (f2): found 'n.a.', expected a number >= 0");
    assertThatThrownBy(() -> read("prices.csv", bad, Layout.COLUMNS))
        .hasMessageContaining("prices.csv, line 23, column 3 (f2): found 'n.a.'");
  }

  @Test
  void namesThatAreNotUtf8AreRefused() {
    byte[] text = "name,a,b\nM\u00fcller,1,2\n".getBytes(StandardCharsets.ISO_8859_1);
    String path = TestTables.write(folder, "latin.csv", text);
    assertThatThrownBy(() -> Tables.read(TestSpark.session(), ReadOptions.of(path)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("line 2, column 1")
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void keptColumnsAreCarriedAlong() {
    String path = TestTables.write(folder, "k.csv", "name,a,kind,b\nx,1,dog,2\ny,3,cat,4\n");
    ReadOptions options = ReadOptions.of(path).withKept(List.of("kind"));
    try (Table table = Tables.read(TestSpark.session(), options)) {
      assertThat(table.featureNames()).containsExactly("a", "b");
      assertThat(table.rows().collectAsList().get(1).<String>getAs("kind")).isEqualTo("cat");
    }
  }
}
