package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingResult;
import io.github.paenmf.spark.persist.HadoopFolder;
import io.github.paenmf.spark.source.SourceChoice;
import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.SparkSession;

/** The model that a fit goes on from. */
final class InitialModel {

  private InitialModel() {}

  /**
   * Reads a saved model, alone or as the last stage of a pipeline.
   *
   * @throws IllegalArgumentException when there is none in that folder
   */
  static PaeNmfModel load(SparkSession spark, String path) {
    try {
      if (!HadoopFolder.of(spark, path).exists("stages")) {
        return PaeNmfModel.load(path);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "initialModel %s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
    Transformer[] stages = PipelineModel.load(path).stages();
    if (stages.length > 0 && stages[stages.length - 1] instanceof PaeNmfModel model) {
      return model;
    }
    throw new IllegalArgumentException(
        "initialModel %s is a pipeline without a PaeNmfModel at its end".formatted(path));
  }

  /**
   * Fits from a model.
   *
   * @param names of the features of the new rows, or null
   * @throws IllegalArgumentException when the model is not of the same rank, columns or activation
   */
  static TrainingResult fit(
      PaeNmfModel initial,
      String[] names,
      TrainingParams params,
      Trainer trainer,
      SourceChoice.Chosen chosen) {
    requireSameNames(initial.featureNames(), names);
    FittedModel fitted = initial.fitted();
    if (fitted.exogenousInputs() != chosen.size().exogenous()) {
      throw new IllegalArgumentException(
          "rows have %d extra inputs, expected %d, the initial model's"
              .formatted(chosen.size().exogenous(), fitted.exogenousInputs()));
    }
    StatisticsSource source = chosen.source();
    if (fitted.latent().scaleActivation() != params.latent().scaleActivation()
        || fitted.latent().shapeActivation() != params.latent().shapeActivation()) {
      throw new IllegalArgumentException(
          "encoderActivation gives %s and %s, expected %s and %s, the initial model's"
              .formatted(
                  params.latent().scaleActivation(),
                  params.latent().shapeActivation(),
                  fitted.latent().scaleActivation(),
                  fitted.latent().shapeActivation()));
    }
    return fitted.training() == null
        ? trainer.fitFrom(fitted.encoder(), null, source)
        : trainer.fitFrom(fitted.training(), fitted.whitening(), source);
  }

  private static void requireSameNames(String[] expected, String[] found) {
    if (expected == null || found == null) {
      return;
    }
    int differs = Arrays.mismatch(expected, found);
    if (differs < 0) {
      return;
    }
    throw new IllegalArgumentException(
        "feature %d is %s, expected %s: the columns are not those of the initial model"
            .formatted(differs, name(found, differs), name(expected, differs)));
  }

  private static String name(String[] names, int at) {
    return at < names.length ? "'" + names[at] + "'" : "absent";
  }
}
