package io.github.paenmf.job.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.job.TestTables;
import io.github.paenmf.job.run.TestSpark;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GctReaderTest {

  @TempDir Path folder;

  private Table read(String text, Layout layout) {
    String path = TestTables.write(folder, "t.gct", text);
    return Tables.read(TestSpark.session(), ReadOptions.of(path).withLayout(layout));
  }

  @Test
  void whatDescribesGenesGoesWithThem() {
    String text = "#1.2\n2\t2\nName\tDescription\ts1\ts2\ng1\tactin, beta\t1\t2\ng2\t\t3\t4\n";
    try (Table table = read(text, null)) {
      FeatureTexts texts = table.featureTexts().get();
      assertThat(texts.columns()).containsExactly("Description");
      assertThat(texts.of("g1", 0)).isEqualTo("actin, beta");
      assertThat(texts.of("g2", 0)).isEmpty();
    }
    try (Table table = read(text, Layout.ROWS)) {
      assertThat(table.featureTexts().get().columns()).isEmpty();
    }
  }

  @Test
  void samplesAreDataPoints() {
    String text =
        "#1.2\n3\t2\nName\tDescription\ts1\ts2\ng1\tna\t1\t2\ng2\tna\t3\t4\ng3\tna\t5\t6\n";
    try (Table table = read(text, null)) {
      List<Row> rows = table.rows().collectAsList();
      assertThat(table.featureNames()).containsExactly("g1", "g2", "g3");
      assertThat(rows).extracting(row -> row.getString(0)).containsExactly("s1", "s2");
      assertThat(rows.get(1).<Vector>getAs("features").toArray()).containsExactly(2, 4, 6);
      assertThat(table.layout()).isEqualTo(Layout.COLUMNS);
    }
    try (Table table = read(text, Layout.ROWS)) {
      assertThat(table.featureNames()).containsExactly("s1", "s2");
      assertThat(table.points()).isEqualTo(3);
    }
  }

  @Test
  void whatDescribesSamplesIsKept() {
    String text =
        "#1.3\n2\t2\t1\t2\nid\tsymbol\ts1\ts2\ntissue\tna\tlung\tskin\nsex\tna\tf\tm\n"
            + "g1\tA\t1\t2\ng2\tB\t3\t4\n";
    try (Table table = read(text, null)) {
      List<Row> rows = table.rows().collectAsList();
      assertThat(table.kept()).containsExactly("tissue", "sex");
      assertThat(rows.get(1).<String>getAs("tissue")).isEqualTo("skin");
      assertThat(rows.get(0).<String>getAs("sex")).isEqualTo("f");
      assertThat(rows.get(1).<Vector>getAs("features").toArray()).containsExactly(2, 4);
    }
  }
}
