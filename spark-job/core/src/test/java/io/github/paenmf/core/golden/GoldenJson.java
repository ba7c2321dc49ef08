package io.github.paenmf.core.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.reference.ReferenceSettings;
import io.github.paenmf.core.reference.ReferenceWeights;
import java.util.Locale;

/** Reads the pieces that the golden files are made of. */
public final class GoldenJson {

  private GoldenJson() {}

  /** A number, or one of the strings Infinity and -Infinity. */
  public static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.asText()) : node.doubleValue();
  }

  /** An array of numbers. */
  public static double[] vector(JsonNode node) {
    double[] result = new double[node.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = number(node.get(i));
    }
    return result;
  }

  /** An array of arrays of numbers. */
  public static double[][] matrix(JsonNode node) {
    double[][] result = new double[node.size()][];
    for (int i = 0; i < result.length; i++) {
      result[i] = vector(node.get(i));
    }
    return result;
  }

  /** Weights, or gradients by them. */
  public static ReferenceWeights weights(JsonNode node) {
    return new ReferenceWeights(
        matrix(node.get("W_lambda")),
        vector(node.get("b_lambda")),
        matrix(node.get("W_k")),
        vector(node.get("b_k")),
        matrix(node.get("W_f")));
  }

  /** The settings of a case; golden files have no clamps. */
  public static ReferenceSettings settings(JsonNode config) {
    return new ReferenceSettings(
            activation(config.get("activation_lambda")),
            activation(config.get("activation_k")),
            number(config.get("lambda_min")),
            number(config.get("k_min")),
            0,
            0,
            0,
            0,
            number(config.get("k0")),
            number(config.get("lambda0")),
            number(config.get("sigma2")),
            number(config.get("beta")),
            reading(config.get("mode").asText()))
        .unclamped();
  }

  /** The reading that the files call sample, median or expected. */
  public static Reading reading(String mode) {
    return switch (mode) {
      case "sample" -> Reading.RANDOM;
      case "median" -> Reading.MEDIAN;
      case "expected" -> Reading.EXPECTED;
      default -> throw new IllegalArgumentException("unknown mode " + mode);
    };
  }

  private static Activation activation(JsonNode node) {
    return Activation.valueOf(node.asText().toUpperCase(Locale.ROOT));
  }
}
