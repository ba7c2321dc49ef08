package io.github.paenmf.bench.reproduce;

import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparationPlan;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.prepare.ScaleRule;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.Tables;
import io.github.paenmf.job.table.annotation.Annotated;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A prepared table, and some of its rows with what they are known to be.
 *
 * @param table all rows as they are fitted
 * @param rows some of them
 * @param labels one a row
 */
record LabelledRows(Dataset<Row> table, float[][] rows, String[] labels) {

  private static final String TYPE = "cell_type";
  private static final double COUNTS = 10_000;
  private static final int GENES = 2000;
  private static final int FEWEST_CELLS = 3;

  /** Cells of a 10x folder with cell_types.csv beside its files: log of counts per 10,000. */
  static LabelledRows cells(SparkSession spark, Path folder, int some) {
    Table table =
        Annotated.of(
            spark,
            Tables.read(spark, ReadOptions.of(folder.toString())),
            folder.resolve("cell_types.csv").toString(),
            List.of(TYPE));
    PreparedTable prepared =
        Preparation.fit(
            table,
            new PreparationPlan(List.of(), FEWEST_CELLS, COUNTS, true, GENES, ScaleRule.NONE),
            System.err::println);
    Dataset<Row> all = prepared.rows().cache();
    List<Row> labelled =
        all.filter(all.col(TYPE).isNotNull())
            .orderBy(functions.xxhash64(all.col(Table.ID)))
            .limit(some)
            .select(Table.FEATURES, TYPE)
            .collectAsList();
    return new LabelledRows(
        all,
        labelled.stream().map(row -> floats(row.getAs(0))).toArray(float[][]::new),
        labelled.stream().map(row -> row.getString(1)).toArray(String[]::new));
  }

  /** The logarithm of counts that sum to this in every row. */
  static PreparationPlan logarithms(double counts) {
    return new PreparationPlan(List.of(), 0, counts, true, 0, ScaleRule.NONE);
  }

  /** Values of a vector as float. */
  static float[] floats(Vector vector) {
    double[] values = vector.toArray();
    float[] narrow = new float[values.length];
    for (int t = 0; t < narrow.length; t++) {
      narrow[t] = (float) values[t];
    }
    return narrow;
  }
}
