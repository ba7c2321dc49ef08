package io.github.paenmf.job.report.sample;

import io.github.paenmf.job.prepare.OriginalUnits;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmfModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Brings a bounded number of rows to the driver: those whose names have the smallest hashes, so the
 * same ones whatever the order and the partitions of the table.
 */
public final class RowSampler {

  /** Most rows of a pool. */
  private static final int MOST_ROWS = 1000;

  /** Most values of a pool, two a row and latent. */
  private static final long MOST_VALUES = 8_000_000;

  private static final String KEY = "report_key";
  private static final String SCALE = "report_scale";
  private static final String SHAPE = "report_shape";
  private static final String LOSS = "report_loss";

  private final PreparedTable table;
  private final PaeNmfModel model;
  private final long seed;

  /**
   * A sampler of a table.
   *
   * @param seed which rows are drawn
   */
  public RowSampler(PreparedTable table, PaeNmfModel model, long seed) {
    this.table = table;
    this.model = model;
    this.seed = seed;
  }

  /** The posteriors of at most 1000 rows, and what is known of them. */
  public RowPool pool(Annotations annotations) {
    int rank = model.fitted().rank();
    int most = (int) Math.max(3, Math.min(MOST_ROWS, MOST_VALUES / (2L * rank)));
    Dataset<Row> rows = table.rows();
    Column key = functions.xxhash64(rows.col(Table.ID), functions.lit(seed));
    if (table.points() > most) {
      Dataset<Row> smallest = rows.select(key.as(KEY)).orderBy(KEY).limit(most);
      long bound = smallest.agg(functions.max(KEY)).first().getLong(0);
      rows = rows.filter(key.leq(bound));
    }
    List<Column> wanted = new ArrayList<>();
    wanted.add(functions.col(Table.ID));
    wanted.add(key.as(KEY));
    wanted.add(functions.col(SCALE));
    wanted.add(functions.col(SHAPE));
    wanted.add(functions.col(LOSS));
    annotations.kept().forEach(name -> wanted.add(functions.col(Annotations.quoted(name))));
    List<Row> sampled =
        new ArrayList<>(
            scorer().transform(rows).select(wanted.toArray(Column[]::new)).collectAsList());
    sampled.sort(
        Comparator.<Row>comparingLong(row -> row.getLong(1))
            .thenComparing(row -> row.getString(0)));
    List<String> ids = sampled.stream().map(row -> row.getString(0)).toList();
    Map<String, List<String>> kept = new LinkedHashMap<>();
    for (int c = 0; c < annotations.kept().size(); c++) {
      int column = 5 + c;
      List<String> labels = new ArrayList<>();
      sampled.forEach(
          row -> {
            String label = row.isNullAt(column) ? "" : row.get(column).toString().trim();
            labels.add(label.isEmpty() ? null : label);
          });
      kept.put(annotations.kept().get(c), labels);
    }
    return new RowPool(
        ids,
        sampled.stream().map(row -> floats(row.getAs(2))).toArray(float[][]::new),
        sampled.stream().map(row -> floats(row.getAs(3))).toArray(float[][]::new),
        sampled.stream().mapToDouble(row -> row.getDouble(4)).toArray(),
        annotations.of(kept));
  }

  private PaeNmfModel scorer() {
    return model
        .copy(new ParamMap())
        .setOutputCol("")
        .setScaleCol(SCALE)
        .setShapeCol(SHAPE)
        .setLossCol(LOSS)
        .setClippedCol("");
  }

  /** The prepared features of some rows by their names; for few rows. */
  public Map<String, double[]> features(List<String> ids) {
    Map<String, double[]> features = new HashMap<>();
    table
        .rows()
        .filter(table.rows().col(Table.ID).isin(ids.toArray()))
        .select(Table.ID, Table.FEATURES)
        .collectAsList()
        .forEach(row -> features.put(row.getString(0), row.<Vector>getAs(1).toArray()));
    return features;
  }

  /**
   * The way of some rows back to the units of their table.
   *
   * @param rows as they were read
   * @param stages that prepared them
   * @param ids of the rows; few
   */
  public static RowUnits units(Dataset<Row> rows, List<Transformer> stages, List<String> ids) {
    if (!OriginalUnits.changed(stages)) {
      return RowUnits.UNCHANGED;
    }
    if (!OriginalUnits.reachable(stages)) {
      return RowUnits.OF_THE_FIT;
    }
    Dataset<Row> kept = rows.filter(rows.col(Table.ID).isin(ids.toArray()));
    for (Transformer stage : OriginalUnits.keepingFeatures(stages)) {
      kept = stage.transform(kept);
    }
    Map<String, Vector> before = new HashMap<>();
    kept.select(Table.ID, OriginalUnits.BEFORE)
        .collectAsList()
        .forEach(row -> before.put(row.getString(0), row.getAs(1)));
    return RowUnits.of(OriginalUnits.of(stages, false), before);
  }

  private static float[] floats(Vector vector) {
    float[] values = new float[vector.size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = (float) vector.apply(j);
    }
    return values;
  }
}
