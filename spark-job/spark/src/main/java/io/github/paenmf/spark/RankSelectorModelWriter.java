package io.github.paenmf.spark;

import io.github.paenmf.core.rank.RankTableJson;
import io.github.paenmf.spark.persist.HadoopFolder;
import io.github.paenmf.spark.persist.StageMetadata;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.ml.util.MLWriter;

/**
 * Writes a {@link RankSelectorModel}: metadata/, the table as JSON, the best model in bestModel/.
 */
final class RankSelectorModelWriter extends MLWriter {

  static final String TABLE = "ranks.json";
  static final String BEST_MODEL = "bestModel";

  private final RankSelectorModel model;

  RankSelectorModelWriter(RankSelectorModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    try {
      HadoopFolder folder = HadoopFolder.of(sparkSession(), path);
      StageMetadata.write(model, folder, sparkSession().version());
      try (OutputStream out = folder.create(TABLE)) {
        out.write(RankTableJson.of(model.table()).toString().getBytes(StandardCharsets.UTF_8));
      }
      model.bestModel().write().save(folder.inside(BEST_MODEL).path());
    } catch (IOException e) {
      throw new IllegalStateException("the model cannot be written to " + path, e);
    }
  }
}
