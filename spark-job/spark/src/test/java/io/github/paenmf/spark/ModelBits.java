package io.github.paenmf.spark;

import io.github.paenmf.core.model.Weights;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A fitted model in one line: a digest of all its bits, and a few figures to read. */
public final class ModelBits {

  private ModelBits() {}

  /** The line. */
  public static String of(PaeNmfModel model) {
    return String.format(
        Locale.ROOT,
        "bits=%s negativeElbo=%.6f rounds=%d passes=%d",
        digest(model),
        model.summary().negativeElbo(),
        model.summary().rounds(),
        model.summary().passes());
  }

  private static String digest(PaeNmfModel model) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    for (Weights weights : new Weights[] {model.fitted().encoder(), model.fitted().training()}) {
      if (weights != null) {
        add(digest, weights.parts());
        add(digest, weights.scaleCoefficients());
        add(digest, weights.scaleBias());
        add(digest, weights.shapeCoefficients());
        add(digest, weights.shapeBias());
        digest.update(ByteBuffer.allocate(8).putDouble(weights.noiseVariance()).array());
      }
    }
    for (double elbo : model.summary().negativeElboHistory()) {
      digest.update(ByteBuffer.allocate(8).putDouble(elbo).array());
    }
    digest.update(
        ByteBuffer.allocate(8).putDouble(model.summary().figures().negativeElbo()).array());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    digest.update(bytes.array());
  }
}
