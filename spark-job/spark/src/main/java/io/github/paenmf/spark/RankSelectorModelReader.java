package io.github.paenmf.spark;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.core.rank.RankTable;
import io.github.paenmf.core.rank.RankTableJson;
import io.github.paenmf.spark.persist.HadoopFolder;
import io.github.paenmf.spark.persist.StageMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.ml.util.MLReader;

/** Reads what {@link RankSelectorModelWriter} wrote. */
final class RankSelectorModelReader extends MLReader<RankSelectorModel> {

  @Override
  public RankSelectorModel load(String path) {
    try {
      HadoopFolder folder = HadoopFolder.of(sparkSession(), path);
      JsonNode metadata = StageMetadata.read(folder, RankSelectorModel.class.getName());
      RankTable table;
      try (InputStream in = folder.open(RankSelectorModelWriter.TABLE)) {
        table = RankTableJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
      PaeNmfModel best = PaeNmfModel.load(folder.inside(RankSelectorModelWriter.BEST_MODEL).path());
      RankSelectorModel model = new RankSelectorModel(metadata.path("uid").asText(), best, table);
      StageMetadata.apply(metadata, model);
      return model;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is not a readable model: %s".formatted(path, e.getMessage()), e);
    }
  }
}
