package io.github.paenmf.core.io;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.ExogenousScaling;
import io.github.paenmf.core.pass.Whitening;
import java.io.IOException;
import java.util.Map;

/** Reads every format version: what a later one added is absent in an earlier one. */
final class ModelReader {

  private final ArrayFolderReader folder;

  /**
   * A reader of one model.
   *
   * @param folder the model's folder, its header read
   */
  ModelReader(ArrayFolderReader folder) {
    this.folder = folder;
  }

  StoredModel read() throws IOException {
    JsonFields header = folder.header();
    int features = header.count("features", 1, Integer.MAX_VALUE);
    int rank = header.count("rank", 1, Integer.MAX_VALUE);
    boolean whitened = header.bool("whitened");
    int inputs = header.count("inputs", 1, whitened ? Integer.MAX_VALUE : features);
    int storedRows = header.count("storedRows", 0, StoredPosteriors.MOST);
    // Written since format version 2, and only where there are some.
    int exogenous =
        header.names().contains(ModelArrays.EXOGENOUS_INPUTS)
            ? header.count(ModelArrays.EXOGENOUS_INPUTS, 1, Integer.MAX_VALUE - inputs)
            : 0;
    if (exogenous > 0 && !whitened) {
      throw header.wrong(ModelArrays.EXOGENOUS_INPUTS, "absent where the encoder reads rows alone");
    }
    boolean rowWeights = folder.version() >= 2 && header.bool("rowWeights");
    if (rowWeights && storedRows == 0) {
      throw header.wrong("rowWeights", "false where no rows are stored");
    }
    if (!whitened && inputs != features) {
      throw header.wrong("inputs", features + ", the number of features");
    }
    double noiseVariance = header.positive("noiseVariance");
    double klWeight = header.number("klWeight");
    if (klWeight < 0) {
      throw header.wrong("klWeight", "a number from 0");
    }
    LatentSpec latent = HeaderRecords.latent(header.object("latent"));

    Map<String, int[]> shapes =
        ModelArrays.shapes(rank, features, inputs, exogenous, whitened, storedRows, rowWeights);
    Map<String, float[]> arrays = folder.arrays(shapes, ModelReader::smallest);
    float[] parts = arrays.get(ModelArrays.PARTS);
    Weights encoder =
        new Weights(
            rank,
            features,
            features,
            parts,
            arrays.get(ModelArrays.SCALE_WEIGHTS),
            arrays.get(ModelArrays.SCALE_BIAS),
            arrays.get(ModelArrays.SHAPE_WEIGHTS),
            arrays.get(ModelArrays.SHAPE_BIAS),
            noiseVariance);
    Weights training = null;
    Whitening whitening = null;
    if (whitened) {
      training =
          new Weights(
              rank,
              features,
              inputs + exogenous,
              parts,
              arrays.get(ModelArrays.ENCODER_SCALE),
              arrays.get(ModelArrays.ENCODER_SCALE_BIAS),
              arrays.get(ModelArrays.ENCODER_SHAPE),
              arrays.get(ModelArrays.ENCODER_SHAPE_BIAS),
              noiseVariance);
      whitening =
          new Whitening(
              features,
              inputs,
              arrays.get(ModelArrays.WHITENING_DIRECTIONS),
              arrays.get(ModelArrays.WHITENING_OFFSETS),
              exogenous == 0
                  ? null
                  : new ExogenousScaling(
                      arrays.get(ModelArrays.EXOGENOUS_MEAN),
                      arrays.get(ModelArrays.EXOGENOUS_DEVIATION),
                      arrays.get(ModelArrays.EXOGENOUS_COVARIANCE)));
    }
    StoredPosteriors posteriors =
        storedRows == 0
            ? StoredPosteriors.none(rank)
            : new StoredPosteriors(
                storedRows,
                rank,
                arrays.get(ModelArrays.ROW_SCALE),
                arrays.get(ModelArrays.ROW_SHAPE),
                arrays.get(ModelArrays.ROW_WEIGHT));
    return new StoredModel(
        new FittedModel(encoder, latent, klWeight, training, whitening),
        folder.featureNames(features),
        HeaderRecords.figures(header.object("figures"), rank, features),
        HeaderRecords.history(header),
        header.plainObject("params"),
        HeaderRecords.provenance(header.object("provenance")),
        posteriors);
  }

  /** Least value that an array may hold. */
  private static double smallest(String array) {
    return switch (array) {
      case ModelArrays.PARTS -> 0;
      case ModelArrays.ROW_SCALE,
          ModelArrays.ROW_SHAPE,
          ModelArrays.ROW_WEIGHT,
          ModelArrays.EXOGENOUS_DEVIATION ->
          Float.MIN_VALUE;
      default -> -Float.MAX_VALUE;
    };
  }
}
