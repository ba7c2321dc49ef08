package io.github.paenmf.spark.nmf;

import io.github.paenmf.core.io.Provenance;
import io.github.paenmf.core.io.StandaloneModel;
import io.github.paenmf.core.io.StandaloneNmf;
import io.github.paenmf.core.io.StoredNmf;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.plain.FittedNmf;
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
      PartsFile.write(
          folder,
          fitted.rank(),
          List.of(
              new PartsFile.Lists(
                  "weights", RowMatrix.of(fitted.parts(), fitted.rank(), fitted.features()))),
          spark.version());
    } catch (IOException e) {
      throw new IllegalStateException("the model cannot be written to " + path, e);
    }
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
}
