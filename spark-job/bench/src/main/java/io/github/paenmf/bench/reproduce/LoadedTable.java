package io.github.paenmf.bench.reproduce;

import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparationPlan;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.Tables;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One of the authors' matrices, prepared as they prepare it.
 *
 * @param table as it was read
 * @param prepared as it is fitted
 * @param rows the prepared rows in the order of the file
 */
record LoadedTable(Table table, PreparedTable prepared, float[][] rows) {

  static LoadedTable read(SparkSession spark, PaperTable paper, Path folder) {
    return read(spark, paper, folder, PreparationPlan.scaledBy(paper.scale));
  }

  static LoadedTable read(SparkSession spark, PaperTable paper, Path folder, PreparationPlan plan) {
    Table table =
        Tables.read(
            spark,
            ReadOptions.of(folder.resolve("paper").resolve(paper.file).toString())
                .withLayout(Layout.COLUMNS));
    PreparedTable prepared = Preparation.fit(table, plan, System.err::println);
    List<Row> collected = prepared.rows().select(Table.ID, Table.FEATURES).collectAsList();
    float[][] rows =
        collected.stream()
            .sorted(Comparator.comparingInt(row -> Integer.parseInt(row.getString(0))))
            .map(row -> LabelledRows.floats(row.getAs(1)))
            .toArray(float[][]::new);
    return new LoadedTable(table, prepared, rows);
  }

  /** The rows whose numbers, from 1 in the order of the file, are as asked for. */
  Dataset<Row> numbered(String condition) {
    return prepared.rows().filter("cast(" + Table.ID + " as int) " + condition);
  }
}
