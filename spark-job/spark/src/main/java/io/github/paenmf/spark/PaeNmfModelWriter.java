package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.io.Provenance;
import io.github.paenmf.core.io.StandaloneModel;
import io.github.paenmf.core.io.StoredModel;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.spark.persist.HadoopFolder;
import io.github.paenmf.spark.persist.LibraryVersion;
import io.github.paenmf.spark.persist.ParamPairs;
import io.github.paenmf.spark.persist.PartsFile;
import io.github.paenmf.spark.persist.StageMetadata;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;

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
      PartsFile.write(folder, model.fitted().rank(), columns(), spark.version());
    } catch (IOException e) {
      throw new IllegalStateException("the model cannot be written to " + path, e);
    }
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

  private List<PartsFile.Column> columns() {
    FittedModel fitted = model.fitted();
    return List.of(
        new PartsFile.Lists(
            "weights", RowMatrix.of(fitted.parts(), fitted.rank(), fitted.features())),
        new PartsFile.Lists("scaleWeights", fitted.scaleWeights()),
        new PartsFile.Numbers("scaleBias", fitted.scaleBias()),
        new PartsFile.Lists("shapeWeights", fitted.shapeWeights()),
        new PartsFile.Numbers("shapeBias", fitted.shapeBias()));
  }
}
