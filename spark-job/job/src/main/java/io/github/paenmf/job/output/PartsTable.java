package io.github.paenmf.job.output;

import io.github.paenmf.job.table.FeatureTexts;
import io.github.paenmf.spark.PaeNmfModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The parts of a model as tables, in the units that it was fitted in; rows are made by the tasks.
 */
public final class PartsTable {

  /** Rows of a wide table that one task makes. */
  private static final int FEATURES_IN_TASK = 1 << 14;

  private PartsTable() {}

  /**
   * A row a part and feature: {@code part} (from 1), {@code feature}, {@code weight}; part after
   * part, features in their order; then what is known of the feature.
   *
   * @param names of the features; empty for their numbers from 1
   * @param texts what is known of them
   */
  public static Dataset<Row> inLong(
      SparkSession spark, PaeNmfModel model, List<String> names, FeatureTexts texts) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<Parts> parts = context.broadcast(Parts.of(model, names, texts));
    int rank = model.getRank();
    StructType schema =
        new StructType()
            .add("part", DataTypes.IntegerType, false)
            .add("feature", DataTypes.StringType, false)
            .add("weight", DataTypes.FloatType, false);
    schema = with(schema, texts);
    return spark.createDataFrame(
        context.parallelize(range(rank), rank).flatMap(part -> parts.value().part(part)), schema);
  }

  /**
   * A row a feature: {@code feature}, then {@code part_1} and so on, then what is known of it.
   *
   * @param names of the features; empty for their numbers from 1
   * @param texts what is known of them
   */
  public static Dataset<Row> inWide(
      SparkSession spark, PaeNmfModel model, List<String> names, FeatureTexts texts) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<Parts> parts = context.broadcast(Parts.of(model, names, texts));
    StructType schema = new StructType().add("feature", DataTypes.StringType, false);
    for (int k = 1; k <= model.getRank(); k++) {
      schema = schema.add("part_" + k, DataTypes.FloatType, false);
    }
    schema = with(schema, texts);
    int features = model.numFeatures();
    int tasks = 1 + features / FEATURES_IN_TASK;
    return spark.createDataFrame(
        context.parallelize(range(tasks), tasks).flatMap(t -> parts.value().features(t, tasks)),
        schema);
  }

  /** Texts of a column that has the name of another get a name of their own. */
  private static StructType with(StructType schema, FeatureTexts texts) {
    StructType more = schema;
    for (String column : texts.columns()) {
      String name = column;
      while (List.of(more.fieldNames()).contains(name)) {
        name += "_of_feature";
      }
      more = more.add(name, DataTypes.StringType, true);
    }
    return more;
  }

  private static List<Integer> range(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** W_f, m x r column-major, and the names of its rows. */
  private record Parts(float[] weights, int features, int rank, String[] names, FeatureTexts texts)
      implements java.io.Serializable {

    static Parts of(PaeNmfModel model, List<String> names, FeatureTexts texts) {
      return new Parts(
          model.fitted().parts(),
          model.numFeatures(),
          model.getRank(),
          names.isEmpty() ? null : names.toArray(String[]::new),
          texts);
    }

    private String name(int feature) {
      return names == null ? Integer.toString(feature + 1) : names[feature];
    }

    Iterator<Row> part(int part) {
      return IntStream.range(0, features)
          .mapToObj(
              j -> {
                List<Object> cells = new ArrayList<>();
                cells.addAll(List.of(part + 1, name(j), weights[part * features + j]));
                return row(cells, j);
              })
          .iterator();
    }

    Iterator<Row> features(int task, int tasks) {
      int from = (int) ((long) task * features / tasks);
      int to = (int) ((long) (task + 1) * features / tasks);
      return IntStream.range(from, to).mapToObj(this::row).iterator();
    }

    private Row row(int feature) {
      List<Object> cells = new ArrayList<>(rank + 1);
      cells.add(name(feature));
      for (int k = 0; k < rank; k++) {
        cells.add(weights[k * features + feature]);
      }
      return row(cells, feature);
    }

    private Row row(List<Object> cells, int feature) {
      for (int c = 0; c < texts.columns().size(); c++) {
        cells.add(texts.of(name(feature), c));
      }
      return RowFactory.create(cells.toArray());
    }
  }
}
