package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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
import org.apache.spark.sql.types.StructType;

/** The parts of a model as tables. */
final class PartsTable {

  private static final String PART = "part";
  private static final String INDEX = "featureIndex";

  private final FittedModel fitted;
  private final String[] names;

  PartsTable(PaeNmfModel model) {
    fitted = model.fitted();
    names = model.featureNames();
  }

  Dataset<Row> heaviest(int topN) {
    if (topN < 1) {
      throw new IllegalArgumentException("topN is %d, expected at least 1".formatted(topN));
    }
    List<Row> rows = new ArrayList<>();
    for (int j = 0; j < fitted.rank(); j++) {
      rows.add(heaviest(j, topN));
    }
    StructType schema =
        new StructType()
            .add(PART, DataTypes.IntegerType, false)
            .add("featureIndices", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add("featureNames", DataTypes.createArrayType(DataTypes.StringType, false), true)
            .add("featureWeights", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
    return SparkSession.active().createDataFrame(rows, schema);
  }

  private Row heaviest(int part, int topN) {
    int offset = part * fitted.features();
    float[] parts = fitted.parts();
    List<Integer> indices =
        IntStream.range(0, fitted.features())
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer t) -> -parts[offset + t])
                    .thenComparing(Comparator.naturalOrder()))
            .limit(topN)
            .toList();
    return RowFactory.create(
        part,
        indices.toArray(Integer[]::new),
        names == null ? null : indices.stream().map(t -> names[t]).toArray(String[]::new),
        indices.stream().map(t -> (double) parts[offset + t]).toArray(Double[]::new));
  }

  /** Worked out on the executors: the parts of a large model are too many rows for the driver. */
  Dataset<Row> all() {
    SparkSession spark = SparkSession.active();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<float[]> parts = context.broadcast(fitted.parts());
    Broadcast<String[]> known = context.broadcast(names == null ? new String[0] : names);
    int features = fitted.features();
    Dataset<Row> ids = spark.range((long) fitted.rank() * features).toDF("at");
    Column at = ids.col("at");
    UDF1<Long, Float> weight = i -> parts.value()[Math.toIntExact(i)];
    UDF1<Long, String> name =
        i -> known.value().length == 0 ? null : known.value()[(int) (i % features)];
    return ids.select(
        functions.floor(at.divide(features)).cast("int").as(PART),
        at.mod(features).cast("int").as(INDEX),
        functions.udf(name, DataTypes.StringType).apply(at).as("feature"),
        functions.udf(weight, DataTypes.FloatType).apply(at).as("weight"));
  }
}
