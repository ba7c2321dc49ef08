package io.github.paenmf.core.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.train.Phase;
import io.github.paenmf.core.train.RoundRecord;
import java.util.ArrayList;
import java.util.List;

/** The records inside a model's header, to JSON and back. */
final class HeaderRecords {

  private HeaderRecords() {}

  static ObjectNode latent(LatentSpec latent) {
    return Json.NODES
        .objectNode()
        .put("scaleActivation", latent.scaleActivation().name())
        .put("shapeActivation", latent.shapeActivation().name())
        // As doubles: all digits of the float, so that any reader of JSON gets its very bits.
        .put("scaleFloor", (double) latent.scaleFloor())
        .put("shapeFloor", (double) latent.shapeFloor())
        .put("scaleMin", (double) latent.scaleMin())
        .put("scaleMax", (double) latent.scaleMax())
        .put("shapeMin", (double) latent.shapeMin())
        .put("shapeMax", (double) latent.shapeMax())
        .put("priorShape", latent.priorShape())
        .put("priorScale", latent.priorScale());
  }

  static LatentSpec latent(JsonFields fields) throws ModelFormatException {
    LatentSpec latent =
        new LatentSpec(
            fields.choice("scaleActivation", Activation.class),
            fields.choice("shapeActivation", Activation.class),
            fields.single("scaleFloor"),
            fields.single("shapeFloor"),
            fields.single("scaleMin"),
            fields.single("scaleMax"),
            fields.single("shapeMin"),
            fields.single("shapeMax"),
            fields.positive("priorShape"),
            fields.positive("priorScale"));
    if (latent.scaleFloor() < 0 || latent.shapeFloor() < 0) {
      throw fields.wrong(latent.scaleFloor() < 0 ? "scaleFloor" : "shapeFloor", "at least 0");
    }
    if (latent.scaleMin() > latent.scaleMax() || latent.shapeMin() > latent.shapeMax()) {
      throw fields.wrong(
          latent.scaleMin() > latent.scaleMax() ? "scaleMin" : "shapeMin", "at most the maximum");
    }
    return latent;
  }

  static ObjectNode figures(ObjectiveFigures figures) {
    ObjectNode node = Json.NODES.objectNode();
    node.put("rows", figures.rows());
    node.set("negativeElbo", Json.number(figures.negativeElbo()));
    node.set("objective", Json.number(figures.objective()));
    node.set("reconstruction", Json.number(figures.reconstruction()));
    node.set("kl", Json.number(figures.kl()));
    node.set("relativeError", Json.number(figures.relativeError()));
    node.set("noiseVariance", Json.number(figures.noiseVariance()));
    node.put("deadParts", figures.deadParts());
    node.put("collapsedParts", figures.collapsedParts());
    return node;
  }

  static ObjectiveFigures figures(JsonFields fields, int rank, int features)
      throws ModelFormatException {
    return new ObjectiveFigures(
        fields.whole("rows", 0, Long.MAX_VALUE),
        features,
        rank,
        fields.numberOrNan("negativeElbo"),
        fields.numberOrNan("objective"),
        fields.numberOrNan("reconstruction"),
        fields.numberOrNan("kl"),
        fields.numberOrNan("relativeError"),
        fields.numberOrNan("noiseVariance"),
        fields.count("deadParts", 0, rank),
        fields.count("collapsedParts", 0, rank));
  }

  static ArrayNode history(List<RoundRecord> history) {
    ArrayNode list = Json.NODES.arrayNode();
    for (RoundRecord line : history) {
      ObjectNode node = list.addObject();
      node.put("round", line.round());
      node.put("phase", line.phase().name());
      node.set("negativeElbo", Json.number(line.negativeElbo()));
      node.set("meanSquaredError", Json.number(line.meanSquaredError()));
      node.set("noiseVariance", Json.number(line.noiseVariance()));
    }
    return list;
  }

  static List<RoundRecord> history(JsonFields header) throws ModelFormatException {
    List<RoundRecord> history = new ArrayList<>();
    for (JsonFields line : header.objects("history")) {
      history.add(
          new RoundRecord(
              line.count("round", 0, Integer.MAX_VALUE),
              line.choice("phase", Phase.class),
              line.numberOrNan("negativeElbo"),
              line.numberOrNan("meanSquaredError"),
              line.numberOrNan("noiseVariance")));
    }
    return history;
  }

  static ObjectNode provenance(Provenance provenance) {
    return Json.NODES
        .objectNode()
        .put("fingerprint", provenance.fingerprint())
        .put("rows", provenance.rows())
        .put("source", provenance.source())
        .put("backend", provenance.backend())
        .put("libraryVersion", provenance.libraryVersion())
        .put("javaVersion", provenance.javaVersion())
        .put("sparkVersion", provenance.sparkVersion());
  }

  static Provenance provenance(JsonFields fields) throws ModelFormatException {
    return new Provenance(
        fields.textOrNull("fingerprint"),
        fields.whole("rows", 0, Long.MAX_VALUE),
        fields.textOrNull("source"),
        fields.textOrNull("backend"),
        fields.textOrNull("libraryVersion"),
        fields.textOrNull("javaVersion"),
        fields.textOrNull("sparkVersion"));
  }
}
