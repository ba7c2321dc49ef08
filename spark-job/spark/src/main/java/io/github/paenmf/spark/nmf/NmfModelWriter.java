package io.github.paenmf.spark.nmf;

import io.github.paenmf.core.io.Provenance;
import io.github.paenmf.core.io.StandaloneModel;
import io.github.paenmf.core.io.StandaloneNmf;
import io.github.paenmf.core.io.StoredNmf;
import io.github.paenmf.core.plain.FittedNmf;
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
 * standalone/, which needs no Spark to read and is what {@link NmfModelReader} reads.
 */
final class NmfModelWriter extends MLWriter {

  static final String FIT = "fit";

  private final NmfModel model;

  NmfModelWriter(NmfModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    SparkSession spark = sparkSession();
    FittedNmf fitted = model.fitted();
    try {
      HadoopFolder folder = HadoopFolder.of(spark, path);
      StageMetadata.write(model, folder, spark.version());
      StandaloneNmf.write(stored(spark.version()), folder.inside(StandaloneModel.FOLDER));
    } catch (IOException e) {
      throw new IllegalStateException("the model cannot be written to " + path, e);
    }
    StructType schema =
        new StructType()
            .add("part", DataTypes.IntegerType, false)
            .add("weights", DataTypes.createArrayType(DataTypes.FloatType, false), false);
    spark.createDataFrame(parts(fitted), schema).coalesce(1).write().parquet(path + "/data");
  }

  private StoredNmf stored(String sparkVersion) {
    NmfSummary summary = model.summary();
    Map<String, Object> params = ParamPairs.values(model);
    Map<String, Object> fit = new LinkedHashMap<>();
    fit.put("passes", (long) summary.passes());
    fit.put("seconds", summary.fitSeconds());
    fit.put("partitions", (long) summary.partitions());
    fit.put("sourceReason", summary.sourceReason());
    params.put(FIT, fit);
    return new StoredNmf(
        model.fitted(),
        model.featureNames(),
        summary.figures(),
        summary.history(),
        params,
        new Provenance(
            summary.fingerprint(),
            summary.n(),
            summary.source(),
            summary.backend(),
            LibraryVersion.get(),
            System.getProperty("java.version"),
            sparkVersion));
  }

  private static List<Row> parts(FittedNmf fitted) {
    List<Row> rows = new ArrayList<>();
    for (int j = 0; j < fitted.rank(); j++) {
      Float[] weights = new Float[fitted.features()];
      for (int t = 0; t < weights.length; t++) {
        weights[t] = fitted.parts()[j * weights.length + t];
      }
      rows.add(RowFactory.create(j, weights));
    }
    return rows;
  }
}
