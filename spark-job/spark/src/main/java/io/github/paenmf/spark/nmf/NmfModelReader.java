package io.github.paenmf.spark.nmf;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.core.io.StandaloneModel;
import io.github.paenmf.core.io.StandaloneNmf;
import io.github.paenmf.core.io.StoredNmf;
import io.github.paenmf.spark.persist.HadoopFolder;
import io.github.paenmf.spark.persist.StageMetadata;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.ml.util.MLReader;

/** Reads what {@link NmfModelWriter} wrote. */
final class NmfModelReader extends MLReader<NmfModel> {

  @Override
  public NmfModel load(String path) {
    try {
      HadoopFolder folder = HadoopFolder.of(sparkSession(), path);
      JsonNode metadata = StageMetadata.read(folder, NmfModel.class.getName());
      StoredNmf stored = StandaloneNmf.read(folder.inside(StandaloneModel.FOLDER));
      NmfModel model =
          new NmfModel(
              metadata.path("uid").asText(),
              stored.model(),
              stored.featureNames(),
              summary(stored));
      StageMetadata.apply(metadata, model);
      return model;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is not a readable model: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static NmfSummary summary(StoredNmf stored) {
    Map<?, ?> fit =
        stored.params().get(NmfModelWriter.FIT) instanceof Map<?, ?> found ? found : Map.of();
    return new NmfSummary(
        stored.figures(),
        stored.history(),
        number(fit, "passes").intValue(),
        number(fit, "seconds").doubleValue(),
        number(fit, "partitions").intValue(),
        stored.provenance().source(),
        String.valueOf(fit.get("sourceReason")),
        stored.provenance().backend(),
        stored.provenance().fingerprint());
  }

  private static Number number(Map<?, ?> fit, String name) {
    return fit.get(name) instanceof Number value ? value : 0;
  }
}
