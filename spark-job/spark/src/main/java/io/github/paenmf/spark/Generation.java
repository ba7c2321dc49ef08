package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.GeneratedRow;
import io.github.paenmf.core.fitted.PosteriorChoice;
import io.github.paenmf.core.fitted.RowGenerator;
import io.github.paenmf.core.fitted.RowPosterior;
import io.github.paenmf.core.fitted.RowScorer;
import io.github.paenmf.spark.data.ExogenousReader;
import io.github.paenmf.spark.data.FeatureReader;
import io.github.paenmf.spark.stage.Columns;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** Draws new rows on the executors, each a function of its index alone. */
final class Generation {

  private static final String ID = "id";
  private static final String DRAW = "draw";

  /** Name of the latents when the model writes no coefficients. */
  private static final String LATENTS = "latents";

  private final PaeNmfModel model;
  private final RowGenerator generator;

  Generation(PaeNmfModel model, long seed, boolean observationNoise) {
    this.model = model;
    this.generator = new RowGenerator(model.fitted(), seed, observationNoise);
  }

  Dataset<Row> rows(long count, PosteriorChoice choice) {
    require(count >= 0, "count is %d, expected at least 0".formatted(count));
    SparkSession spark = SparkSession.active();
    Broadcast<RowGenerator> sent = send(spark, generator);
    Broadcast<PosteriorChoice> chosen = send(spark, choice);
    UDF1<Long, Row> draw =
        index -> {
          GeneratedRow drawn = sent.value().row(index, chosen.value().of(index));
          return RowFactory.create(WideVectors.of(drawn.values()), WideVectors.of(drawn.latents()));
        };
    StructType drawn = new StructType().add(features()).add(latents());
    requireNew(new StructType().add(ID, DataTypes.LongType), model.getFeaturesCol());
    requireNew(new StructType().add(ID, DataTypes.LongType).add(features()), latents().name());
    Dataset<Row> ids = spark.range(count).toDF(ID);
    Column row = functions.udf(draw, drawn).asNonNullable().apply(ids.col(ID));
    Dataset<Row> rows = ids.withColumn("drawn", row);
    return rows.select(rows.col(ID), part(rows, features()), part(rows, latents()));
  }

  private static Column part(Dataset<Row> rows, StructField field) {
    return rows.col("drawn").getField(field.name()).as(field.name(), field.metadata());
  }

  Dataset<Row> rowsLike(Dataset<?> like, long count) {
    require(count >= 0, "count is %d, expected at least 0".formatted(count));
    Dataset<Row> given = like.toDF();
    SparkSession spark = given.sparkSession();
    JavaRDD<Row> rows = model.readable(given).javaRDD();
    long n = rows.count();
    require(n > 0 || count == 0, "there are no rows to be like");
    int at = given.schema().fieldIndex(model.getFeaturesCol());
    FeatureReader reader = model.featureReader();
    ExogenousReader inputs = model.exogenousReader();
    int inputsAt = inputs.present() ? given.schema().fieldIndex(inputs.column()) : -1;
    Broadcast<FittedModel> fitted = send(spark, model.fitted());
    Broadcast<RowGenerator> sent = send(spark, generator);
    JavaRDD<Row> drawn =
        rows.zipWithIndex()
            .mapPartitions(
                share -> {
                  RowScorer scorer = new RowScorer(fitted.value());
                  Function<Row, RowPosterior> posterior =
                      row -> {
                        FeatureReader.Values read = reader.read(row.get(at));
                        float[] extra = inputsAt < 0 ? null : inputs.read(row.get(inputsAt));
                        return scorer.posterior(read.indices(), read.values(), extra);
                      };
                  return new FlatIterator<>(
                      share, row -> draws(row, at, n, count, posterior, sent.value()));
                });
    return spark.createDataFrame(drawn, schemaLike(given.schema(), at));
  }

  /** The draws of one row: of indices i, i + n, i + 2n and so on below the count. */
  private static Iterator<Row> draws(
      Tuple2<Row, Long> indexed,
      int at,
      long n,
      long count,
      Function<Row, RowPosterior> posteriors,
      RowGenerator generator) {
    Row row = indexed._1();
    long first = indexed._2();
    if (first >= count) {
      return List.<Row>of().iterator();
    }
    RowPosterior posterior = posteriors.apply(row);
    return new Iterator<>() {
      private long draw;

      @Override
      public boolean hasNext() {
        return first + draw * n < count;
      }

      @Override
      public Row next() {
        GeneratedRow drawn = generator.row(first + draw * n, posterior);
        draw++;
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
          values.add(i == at ? WideVectors.of(drawn.values()) : row.get(i));
        }
        values.add(draw);
        values.add(WideVectors.of(drawn.latents()));
        return RowFactory.create(values.toArray());
      }
    };
  }

  private StructType schemaLike(StructType given, int at) {
    StructType schema = new StructType();
    for (int i = 0; i < given.size(); i++) {
      schema = schema.add(i == at ? features() : given.apply(i));
    }
    requireNew(schema, DRAW);
    schema = schema.add(DRAW, DataTypes.LongType, false);
    requireNew(schema, latents().name());
    return schema.add(latents());
  }

  private StructField features() {
    return OutputColumns.features(
        model.getFeaturesCol(), model.numFeatures(), model.featureNames());
  }

  private StructField latents() {
    String name = model.getOutputCol().isEmpty() ? LATENTS : model.getOutputCol();
    return Columns.latents(name, model.fitted().rank());
  }

  private static void requireNew(StructType schema, String column) {
    require(
        !List.of(schema.fieldNames()).contains(column),
        "column %s already exists".formatted(column));
  }

  private static <T> Broadcast<T> send(SparkSession spark, T value) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(value);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
