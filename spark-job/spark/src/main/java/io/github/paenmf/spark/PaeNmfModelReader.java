package io.github.paenmf.spark;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.core.io.StandaloneModel;
import io.github.paenmf.core.io.StoredModel;
import io.github.paenmf.spark.persist.HadoopFolder;
import io.github.paenmf.spark.persist.StageMetadata;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.ml.util.MLReader;

/** Reads what {@link PaeNmfModelWriter} wrote. */
final class PaeNmfModelReader extends MLReader<PaeNmfModel> {

  @Override
  public PaeNmfModel load(String path) {
    try {
      HadoopFolder folder = HadoopFolder.of(sparkSession(), path);
      JsonNode metadata = StageMetadata.read(folder, PaeNmfModel.class.getName());
      StoredModel stored = StandaloneModel.read(folder.inside(PaeNmfModelWriter.STANDALONE));
      PaeNmfModel model =
          new PaeNmfModel(
              metadata.path("uid").asText(),
              stored.model(),
              stored.featureNames(),
              summary(stored),
              stored.posteriors());
      StageMetadata.apply(metadata, model);
      return model;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is not a readable model: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static PaeNmfSummary summary(StoredModel stored) {
    Map<?, ?> fit =
        stored.params().get(PaeNmfModelWriter.FIT) instanceof Map<?, ?> found ? found : Map.of();
    return new PaeNmfSummary(
        stored.figures(),
        stored.history(),
        number(fit, "rounds").intValue(),
        number(fit, "passes").intValue(),
        number(fit, "seconds").doubleValue(),
        number(fit, "partitions").intValue(),
        stored.provenance().source(),
        String.valueOf(fit.get("sourceReason")),
        String.valueOf(fit.get("device")),
        String.valueOf(fit.get("deviceReason")),
        stored.provenance().backend(),
        stored.provenance().fingerprint());
  }

  private static Number number(Map<?, ?> fit, String name) {
    return fit.get(name) instanceof Number value ? value : 0;
  }
}
