package io.github.paenmf.core.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.model.Weights;
import java.io.IOException;
import java.util.Map;

/** Writes the newest format, version 2. */
final class ModelWriter {

  static final int VERSION = 2;

  private final ArrayFolderWriter folder;

  ModelWriter(ModelFiles files) {
    folder = new ArrayFolderWriter(files);
  }

  void write(StoredModel stored) throws IOException {
    FittedModel model = stored.model();
    boolean whitened = model.whitening() != null;
    int inputs = whitened ? model.whitening().inputs() : model.features();
    int exogenous = model.exogenousInputs();
    int storedRows = stored.posteriors().count();
    boolean rowWeights = stored.posteriors().weight() != null;
    Map<String, int[]> shapes =
        ModelArrays.shapes(
            model.rank(), model.features(), inputs, exogenous, whitened, storedRows, rowWeights);
    for (Map.Entry<String, int[]> array : shapes.entrySet()) {
      array(stored, array.getKey(), array.getValue());
    }
    ObjectNode header = Json.NODES.objectNode();
    header.put("kind", StandaloneModel.KIND);
    header.put("formatVersion", VERSION);
    header.put("rank", model.rank());
    header.put("features", model.features());
    header.put("inputs", inputs);
    if (exogenous > 0) {
      header.put(ModelArrays.EXOGENOUS_INPUTS, exogenous);
    }
    header.put("whitened", whitened);
    header.put("storedRows", storedRows);
    header.put("rowWeights", rowWeights);
    header.put("klWeight", model.klWeight());
    header.put("noiseVariance", model.noiseVariance());
    header.set("latent", HeaderRecords.latent(model.latent()));
    header.set("figures", HeaderRecords.figures(stored.figures()));
    header.set("provenance", HeaderRecords.provenance(stored.provenance()));
    header.set("params", Json.tree(stored.params()));
    if (stored.featureNames() != null) {
      header.set("featureNames", folder.names(stored.featureNames()));
    }
    header.set("arrays", folder.arrays());
    header.set("history", HeaderRecords.history(stored.history()));
    folder.finish(header);
  }

  private void array(StoredModel stored, String name, int[] shape) throws IOException {
    FittedModel model = stored.model();
    switch (name) {
      case ModelArrays.SCALE_WEIGHTS -> folder.array(name, model.scaleWeights());
      case ModelArrays.SHAPE_WEIGHTS -> folder.array(name, model.shapeWeights());
      case ModelArrays.WHITENING_DIRECTIONS -> folder.array(name, model.whitening().directions());
      default -> folder.array(name, values(stored, name), shape);
    }
  }

  private static float[] values(StoredModel stored, String name) {
    FittedModel model = stored.model();
    Weights training = model.training();
    return switch (name) {
      case ModelArrays.PARTS -> model.parts();
      case ModelArrays.SCALE_BIAS -> model.scaleBias();
      case ModelArrays.SHAPE_BIAS -> model.shapeBias();
      case ModelArrays.WHITENING_OFFSETS -> model.whitening().offsets();
      case ModelArrays.ENCODER_SCALE -> training.scaleCoefficients();
      case ModelArrays.ENCODER_SCALE_BIAS -> training.scaleBias();
      case ModelArrays.ENCODER_SHAPE -> training.shapeCoefficients();
      case ModelArrays.ENCODER_SHAPE_BIAS -> training.shapeBias();
      case ModelArrays.ROW_SCALE -> stored.posteriors().scale();
      case ModelArrays.ROW_SHAPE -> stored.posteriors().shape();
      case ModelArrays.EXOGENOUS_MEAN -> model.whitening().exogenous().mean();
      case ModelArrays.EXOGENOUS_DEVIATION -> model.whitening().exogenous().deviation();
      case ModelArrays.EXOGENOUS_COVARIANCE -> model.whitening().exogenous().covariance();
      case ModelArrays.ROW_WEIGHT -> stored.posteriors().weight();
      default -> throw new IllegalArgumentException("no array " + name);
    };
  }
}
