package io.github.paenmf.spark;

import io.github.paenmf.core.io.Provenance;
import io.github.paenmf.core.io.StandaloneModel;
import io.github.paenmf.core.io.StoredModel;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.spark.persist.HadoopFolder;
import io.github.paenmf.spark.persist.LibraryVersion;
import io.github.paenmf.spark.persist.ParamPairs;
import io.github.paenmf.spark.persist.StageMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes a model: metadata/ as Spark ML has it, data/ in Parquet with a row a part, and
 * standalone/, which needs no Spark to read and is what {@link PaeNmfModelReader} reads.
 */
final class PaeNmfModelWriter extends MLWriter {

  static final String STANDALONE = "standalone";
  static final String FIT = "fit";

  private final PaeNmfModel model;

  PaeNmfModelWriter(PaeNmfModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    SparkSession spark = sparkSession();
    try {
      HadoopFolder folder = HadoopFolder.of(spark, path);
      StageMetadata.write(model, folder, spark.version());
      StandaloneModel.write(stored(spark.version()), folder.inside(STANDALONE));
    } catch (IOException e) {
      throw new IllegalStateException("the model cannot be written to " + path, e);
    }
    spark.createDataFrame(parts(), schema()).coalesce(1).write().parquet(path + "/data");
  }

  private StoredModel stored(String sparkVersion) {
    PaeNmfSummary summary = model.summary();
    return new StoredModel(
        model.fitted(),
        model.featureNames(),
        summary.figures(),
        summary.history(),
        params(summary),
        new Provenance(
            summary.fingerprint(),
            summary.n(),
            summary.source(),
            summary.backend(),
            LibraryVersion.get(),
            System.getProperty("java.version"),
            sparkVersion),
        model.posteriors());
  }

  private Map<String, Object> params(PaeNmfSummary summary) {
    Map<String, Object> params = ParamPairs.values(model);
    Map<String, Object> fit = new LinkedHashMap<>();
    fit.put("rounds", (long) summary.rounds());
    fit.put("passes", (long) summary.passes());
    fit.put("seconds", summary.fitSeconds());
    fit.put("partitions", (long) summary.partitions());
    fit.put("sourceReason", summary.sourceReason());
    fit.put("device", summary.device());
    fit.put("deviceReason", summary.deviceReason());
    params.put(FIT, fit);
    return params;
  }

  private List<Row> parts() {
    Weights encoder = model.fitted().encoder();
    int features = encoder.features();
    List<Row> rows = new ArrayList<>();
    for (int j = 0; j < encoder.rank(); j++) {
      rows.add(
          RowFactory.create(
              j,
              slice(encoder.parts(), j, features),
              slice(encoder.scaleCoefficients(), j, features),
              encoder.scaleBias()[j],
              slice(encoder.shapeCoefficients(), j, features),
              encoder.shapeBias()[j]));
    }
    return rows;
  }

  private static StructType schema() {
    return new StructType()
        .add("part", DataTypes.IntegerType, false)
        .add("weights", DataTypes.createArrayType(DataTypes.FloatType, false), false)
        .add("scaleWeights", DataTypes.createArrayType(DataTypes.FloatType, false), false)
        .add("scaleBias", DataTypes.FloatType, false)
        .add("shapeWeights", DataTypes.createArrayType(DataTypes.FloatType, false), false)
        .add("shapeBias", DataTypes.FloatType, false);
  }

  private static Float[] slice(float[] from, int j, int length) {
    Float[] slice = new Float[length];
    for (int t = 0; t < length; t++) {
      slice[t] = from[j * length + t];
    }
    return slice;
  }
}
