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
    Weights encoder = model.encoder();
    boolean whitened = model.whitening() != null;
    int inputs = whitened ? model.whitening().inputs() : model.features();
    int exogenous = model.exogenousInputs();
    int storedRows = stored.posteriors().count();
    boolean rowWeights = stored.posteriors().weight() != null;
    Map<String, int[]> shapes =
        ModelArrays.shapes(
            model.rank(), model.features(), inputs, exogenous, whitened, storedRows, rowWeights);
    for (Map.Entry<String, int[]> array : shapes.entrySet()) {
      folder.array(array.getKey(), values(stored, array.getKey()), array.getValue());
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
    header.put("noiseVariance", encoder.noiseVariance());
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

  private static float[] values(StoredModel stored, String name) {
    Weights encoder = stored.model().encoder();
    Weights training = stored.model().training();
    return switch (name) {
      case ModelArrays.PARTS -> encoder.parts();
      case ModelArrays.SCALE_WEIGHTS -> encoder.scaleCoefficients();
      case ModelArrays.SCALE_BIAS -> encoder.scaleBias();
      case ModelArrays.SHAPE_WEIGHTS -> encoder.shapeCoefficients();
      case ModelArrays.SHAPE_BIAS -> encoder.shapeBias();
      case ModelArrays.WHITENING_DIRECTIONS -> stored.model().whitening().directions();
      case ModelArrays.WHITENING_OFFSETS -> stored.model().whitening().offsets();
      case ModelArrays.ENCODER_SCALE -> training.scaleCoefficients();
      case ModelArrays.ENCODER_SCALE_BIAS -> training.scaleBias();
      case ModelArrays.ENCODER_SHAPE -> training.shapeCoefficients();
      case ModelArrays.ENCODER_SHAPE_BIAS -> training.shapeBias();
      case ModelArrays.ROW_SCALE -> stored.posteriors().scale();
      case ModelArrays.ROW_SHAPE -> stored.posteriors().shape();
      case ModelArrays.EXOGENOUS_MEAN -> stored.model().whitening().exogenous().mean();
      case ModelArrays.EXOGENOUS_DEVIATION -> stored.model().whitening().exogenous().deviation();
      case ModelArrays.EXOGENOUS_COVARIANCE -> stored.model().whitening().exogenous().covariance();
      case ModelArrays.ROW_WEIGHT -> stored.posteriors().weight();
      default -> throw new IllegalArgumentException("no array " + name);
    };
  }
}
