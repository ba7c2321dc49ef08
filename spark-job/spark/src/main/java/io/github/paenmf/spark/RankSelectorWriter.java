package io.github.paenmf.spark;

import io.github.paenmf.spark.persist.HadoopFolder;
import io.github.paenmf.spark.persist.StageMetadata;
import java.io.IOException;
import org.apache.spark.ml.util.MLWriter;

/** Writes a {@link RankSelector}: metadata/, and the inner estimator in a folder of its own. */
final class RankSelectorWriter extends MLWriter {

  static final String ESTIMATOR = "estimator";

  private final RankSelector selector;

  RankSelectorWriter(RankSelector selector) {
    this.selector = selector;
  }

  @Override
  public void saveImpl(String path) {
    try {
      HadoopFolder folder = HadoopFolder.of(sparkSession(), path);
      StageMetadata.write(selector, folder, sparkSession().version());
      selector.getEstimator().write().save(folder.inside(ESTIMATOR).path());
    } catch (IOException e) {
      throw new IllegalStateException("the estimator cannot be written to " + path, e);
    }
  }
}
