package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.fitted.RowScorer;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator that scores several rows at a time, in plans that have it and plans that don't. */
class BatchTransformTest {

  private static final double[][] ROWS = KnownTable.rows(203, 37, 3, 5);
  private static final Dataset<Row> FRAME = KnownTable.frame(ROWS, 2, false);
  private static final PaeNmfModel MODEL =
      new PaeNmf().setRank(3).setMaxIter(5).setInitSteps(5).fit(FRAME);

  @TempDir java.nio.file.Path folder;

  @Test
  void rowsHaveTheBitsOfRowsScoredOneAtATimeAndKeepTheirOtherColumns() {
    Dataset<Row> scored = MODEL.transform(FRAME);
    assertThat(plan(scored)).contains("Batch ").doesNotContain("paenmf_");
    List<Row> rows = scored.collectAsList();
    assertThat(rows).hasSize(ROWS.length);
    RowScorer single = new RowScorer(MODEL.fitted());
    for (Row row : rows) {
      double[] features = ROWS[row.<Integer>getAs("id")];
      assertThat(row.<Vector>getAs("features").toArray()).isEqualTo(features);
      float[] values = new float[features.length];
      for (int t = 0; t < values.length; t++) {
        values[t] = (float) features[t];
      }
      assertThat(row.<Vector>getAs("coefficients"))
          .isEqualTo(WideVectors.of(single.coefficients(null, values, null)));
    }
  }

  @Test
  void aCachedTableAndAFileAreReadForTheSelectedColumnsAlone() {
    Dataset<Row> cached = FRAME.cache();
    try {
      String plan = plan(MODEL.transform(cached).select("coefficients"));
      assertThat(plan).contains("Batch ").containsPattern("InMemoryTableScan \\[features#\\d+]");
      plan = plan(MODEL.transform(cached).select("id"));
      assertThat(plan).doesNotContain("Batch ").containsPattern("InMemoryTableScan \\[id#\\d+]");
    } finally {
      cached.unpersist(true);
    }
    String path = folder.resolve("table").toString();
    FRAME.write().parquet(path);
    Dataset<Row> file = LocalSpark.session().read().parquet(path);
    String plan = plan(MODEL.transform(file).select("coefficients"));
    assertThat(plan).contains("Batch ").containsPattern("FileScan parquet \\[features#\\d+]");
  }

  @Test
  void aWholeQueryOverItGivesTheSameRows() {
    Dataset<Row> scored = MODEL.transform(FRAME);
    List<Row> expected = scored.orderBy("id").select("coefficients").collectAsList();
    // Through a shuffle, a cache, a join and a second use of the same column.
    Dataset<Row> cached = scored.cache();
    Dataset<Row> joined =
        cached
            .repartition(3)
            .join(scored.select("id", "coefficients").withColumnRenamed("coefficients", "c"), "id");
    try {
      List<Row> rows = joined.orderBy("id").select("coefficients", "c").collectAsList();
      assertThat(rows.stream().map(row -> RowFactory.create(row.get(0))).toList())
          .isEqualTo(expected);
      assertThat(rows.stream().map(row -> RowFactory.create(row.get(1))).toList())
          .isEqualTo(expected);
    } finally {
      cached.unpersist(true);
    }
    List<Row> twice =
        scored
            .withColumn("again", functions.col("coefficients"))
            .orderBy("id")
            .select("again")
            .collectAsList();
    assertThat(twice).isEqualTo(expected);
  }

  @Test
  void whatDependsOnHowFarTheInputWasReadStaysRowByRow() {
    Dataset<Row> named =
        MODEL.transform(FRAME).select(functions.col("coefficients"), functions.input_file_name());
    assertThat(plan(named)).doesNotContain("Batch ");
    Dataset<Row> sometimes =
        MODEL
            .transform(withInvalidRow(null))
            .select(functions.when(functions.col("id").lt(5), functions.col("coefficients")));
    assertThat(sometimes.collectAsList()).hasSize(10);
  }

  @Test
  void anInvalidRowIsNamedAndThoseBeforeItComeFirst() {
    for (Vector invalid : Arrays.asList(null, Vectors.dense(-1, 2), constant(-1), constant(1e39))) {
      Dataset<Row> scored = MODEL.transform(withInvalidRow(invalid));
      assertThat(scored.limit(5).collectAsList()).hasSize(5);
      assertThatThrownBy(scored::collectAsList).hasStackTraceContaining("InvalidRowException");
    }
  }

  @Test
  void mixedRowsScoreLikeTheirDenseForms() {
    Dataset<Row> mixed =
        FRAME.withColumn(
            "features",
            functions
                .udf(
                    (org.apache.spark.sql.api.java.UDF2<Vector, Integer, Vector>)
                        (vector, id) ->
                            id % 3 == 0
                                ? vector.toSparse()
                                : id % 3 == 1 ? vector.toDense() : minusZero(vector),
                    SQLDataTypes.VectorType())
                .apply(functions.col("features"), functions.col("id")));
    Dataset<Row> scored = MODEL.transform(mixed);
    assertThat(plan(scored)).contains("Batch ");
    assertThat(scored.orderBy("id").select("coefficients").collectAsList())
        .isEqualTo(MODEL.transform(FRAME).orderBy("id").select("coefficients").collectAsList());
  }

  private static Vector minusZero(Vector vector) {
    return Vectors.dense(Arrays.stream(vector.toArray()).map(v -> v == 0 ? -0.0 : v).toArray());
  }

  private static Vector constant(double value) {
    double[] values = new double[37];
    Arrays.fill(values, value);
    return Vectors.dense(values);
  }

  /** Ten rows, the sixth of which is not a data point. */
  private static Dataset<Row> withInvalidRow(Vector invalid) {
    Row[] rows = new Row[10];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = RowFactory.create(i, i == 5 ? invalid : Vectors.dense(ROWS[i]));
    }
    return LocalSpark.session()
        .createDataFrame(
            org.apache.spark.api.java.JavaSparkContext.fromSparkContext(
                    LocalSpark.session().sparkContext())
                .parallelize(List.of(rows), 1),
            new StructType().add("id", "int").add("features", SQLDataTypes.VectorType()));
  }

  /** Of a table that is cached but was not read yet; Spark plans such a query in stages. */
  enum Query {
    ROWS(table -> scored(table)),
    FILTERED_BELOW(table -> scored(table.filter("id >= 0"))),
    FILTERED_ABOVE(table -> scored(table).filter("id >= 0")),
    FILTERED_BY_IT(table -> scored(table).filter("coefficients is not null")),
    SHUFFLED_BELOW(table -> scored(table.repartition(3))),
    SHUFFLED_ABOVE(table -> scored(table).repartition(3)),
    SORTED(table -> scored(table).orderBy("id").limit(1000)),
    DISTINCT(table -> scored(table).dropDuplicates("id")),
    UNITED(table -> scored(table.filter("id < 9")).union(scored(table.filter("id >= 9")))),
    GROUPED(table -> scored(table.groupBy("id").agg(functions.first("features").as("features")))),
    JOINED_BELOW(table -> scored(table.join(table.select("id"), "id"))),
    JOINED_ABOVE(table -> scored(table).join(scored(table).select("id"), "id")),
    SENT(table -> scored(table).join(functions.broadcast(scored(table).select("id")), "id")),
    SEMI_JOINED(
        table -> {
          Dataset<Row> ids = scored(table).select(functions.col("id").as("other"));
          return scored(table)
              .join(ids, functions.col("id").equalTo(functions.col("other")), "left_semi");
        }),
    CACHED_AGAIN(table -> scored(scored(table).drop("coefficients").cache())),
    TWO_MODELS(
        table -> {
          PaeNmfModel first = MODEL.copy(ParamMap.empty());
          first.setOutputCol("first");
          return scored(first.transform(table.repartition(2)));
        }),
    SUBQUERY(
        table -> {
          scored(table).createOrReplaceTempView("scored");
          table.createOrReplaceTempView("unscored");
          return LocalSpark.session()
              .sql("select * from scored where id <= (select max(id) from unscored)");
        });

    private final UnaryOperator<Dataset<Row>> query;

    Query(UnaryOperator<Dataset<Row>> query) {
      this.query = query;
    }

    private static Dataset<Row> scored(Dataset<Row> table) {
      return MODEL.transform(table);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aTableCachedButNotYetReadIsScored(Query query) {
    List<Row> expected =
        MODEL.transform(FRAME).orderBy("id").select("coefficients").collectAsList();
    Dataset<Row> table = FRAME.filter("id > -1").repartition(2).cache();
    try {
      List<Row> rows = query.query.apply(table).select("id", "coefficients").collectAsList();
      assertThat(rows).hasSize(ROWS.length);
      assertThat(rows)
          .allSatisfy(row -> assertThat(row.get(1)).isEqualTo(expected.get(row.getInt(0)).get(0)));
      assertThat(rows.stream().map(row -> row.getInt(0)).distinct()).hasSize(ROWS.length);
    } finally {
      LocalSpark.session().catalog().clearCache();
    }
  }

  @Test
  void twoModelsHaveAnOperatorEach() {
    PaeNmfModel first = MODEL.copy(ParamMap.empty());
    first.setOutputCol("first");
    Dataset<Row> scored = MODEL.transform(first.transform(FRAME));
    assertThat(plan(scored)).containsPattern("(?s)Batch .*Batch ").doesNotContain("paenmf_");
    assertThat(scored.collectAsList())
        .hasSize(ROWS.length)
        .allSatisfy(
            row -> assertThat(row.<Vector>getAs("first")).isEqualTo(row.getAs("coefficients")));
  }

  private static String plan(Dataset<Row> data) {
    return data.queryExecution().executedPlan().toString();
  }
}
