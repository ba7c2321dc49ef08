package io.github.paenmf.job.model;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.table.DuplicateRule;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.ReadOptions.CellRules;
import io.github.paenmf.job.table.ReadOptions.Expected;
import io.github.paenmf.spark.PaeNmfModel;
import io.github.paenmf.spark.prepare.FeatureMatching;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A model with its preparation; on disk a Spark ML PipelineModel.
 *
 * @param preparation the stages before the model
 * @param model the last stage
 */
public record SavedModel(List<Transformer> preparation, PaeNmfModel model) {

  /**
   * Writes the pipeline and moves it to its place when it is whole.
   *
   * @param rows any rows that the first stage takes; only their schema is looked at
   */
  public void save(Dataset<Row> rows, Destination destination) throws IOException {
    List<PipelineStage> stages = new ArrayList<>(preparation);
    stages.add(model);
    PipelineModel pipeline =
        new Pipeline().setStages(stages.toArray(PipelineStage[]::new)).fit(rows);
    pipeline.write().save(destination.temporary());
    destination.commit();
  }

  /**
   * Reads a model folder.
   *
   * @throws UserError when it is absent, no model folder, or damaged
   */
  public static SavedModel load(SparkSession spark, String folder) {
    Transformer[] stages = pipeline(spark, folder).stages();
    if (stages.length == 0 || !(stages[stages.length - 1] instanceof PaeNmfModel model)) {
      throw new UserError(folder + ": is a Spark ML pipeline, but not one of this program");
    }
    return new SavedModel(List.of(stages).subList(0, stages.length - 1), model);
  }

  private static PipelineModel pipeline(SparkSession spark, String folder) {
    try {
      Path path = new Path(folder);
      var fileSystem = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (!fileSystem.exists(path)) {
        throw new UserError(folder + ": no such model folder");
      }
      if (!fileSystem.exists(new Path(path, "metadata"))
          || !fileSystem.exists(new Path(path, "stages"))) {
        throw new UserError(folder + ": is not a model folder, expected metadata and stages in it");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(folder + ": cannot be read: " + e.getMessage(), e);
    }
    try {
      return PipelineModel.load(folder);
    } catch (RuntimeException e) {
      throw damaged(folder, e);
    } catch (Exception e) {
      // Spark throws checked exceptions through methods that do not declare them.
      throw damaged(folder, e);
    }
  }

  private static UserError damaged(String folder, Exception e) {
    String reason =
        String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
    return new UserError(
        folder + ": the model cannot be read, is the folder damaged? (" + reason + ")", e);
  }

  /** How data points lay in the file that the model was fitted on. */
  public Layout layout() {
    return matching()
        .map(stage -> Layout.valueOf(stage.getLayout().toUpperCase(Locale.ROOT)))
        .orElse(Layout.ROWS);
  }

  /** How that file was read when it was given value by value. */
  public CellRules cells() {
    return matching()
        .map(
            stage ->
                new CellRules(
                    List.of(stage.getLongColumns()),
                    DuplicateRule.valueOf(stage.getDuplicates().toUpperCase(Locale.ROOT)),
                    stage.isAbsentMissing(),
                    stage.getNameColumn()))
        .orElse(CellRules.none());
  }

  /** The features that the model wants of a table; {@code null} when it does not say. */
  public Expected expected() {
    return matching()
        .map(stage -> new Expected(List.of(stage.getNames()), stage.getSize()))
        .orElse(null);
  }

  private Optional<FeatureMatching> matching() {
    return preparation.stream()
        .filter(FeatureMatching.class::isInstance)
        .map(FeatureMatching.class::cast)
        .findFirst();
  }
}
