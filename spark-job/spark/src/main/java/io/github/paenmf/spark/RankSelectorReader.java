package io.github.paenmf.spark;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.spark.persist.HadoopFolder;
import io.github.paenmf.spark.persist.StageMetadata;
import java.io.IOException;
import org.apache.spark.ml.util.MLReader;

/** Reads what {@link RankSelectorWriter} wrote. */
final class RankSelectorReader extends MLReader<RankSelector> {

  @Override
  public RankSelector load(String path) {
    try {
      HadoopFolder folder = HadoopFolder.of(sparkSession(), path);
      JsonNode metadata = StageMetadata.read(folder, RankSelector.class.getName());
      RankSelector selector = new RankSelector(metadata.path("uid").asText());
      StageMetadata.apply(metadata, selector);
      return selector.setEstimator(PaeNmf.load(folder.inside(RankSelectorWriter.ESTIMATOR).path()));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is not a readable estimator: %s".formatted(path, e.getMessage()), e);
    }
  }
}
