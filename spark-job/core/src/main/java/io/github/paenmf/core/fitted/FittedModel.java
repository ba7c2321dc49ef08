package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.EncoderFolding;
import io.github.paenmf.core.pass.Whitening;
import java.io.Serializable;

/**
 * A fitted model: the encoder as the paper has it, linear in the row itself, beside the parts, and
 * the whitened form that training would go on from.
 *
 * @param encoder weights whose encoder reads the row: r x m scale and shape weights, biases, parts,
 *     noise variance
 * @param latent activations, floors, clamps and prior
 * @param klWeight beta of the fit
 * @param training weights whose encoder reads whitened scores, then extra inputs, or null when the
 *     model was trained without whitening
 * @param whitening the whitening that those weights belong to, or null
 */
public record FittedModel(
    Weights encoder, LatentSpec latent, double klWeight, Weights training, Whitening whitening)
    implements Serializable {

  /** From trained weights; the whitening is folded into the encoder: W = B T, b' = b - B T mean. */
  public static FittedModel of(
      Weights trained, Whitening whitening, LatentSpec latent, double klWeight) {
    if (whitening == null) {
      return new FittedModel(trained, latent, klWeight, null, null);
    }
    return new FittedModel(
        EncoderFolding.fold(trained, whitening), latent, klWeight, trained, whitening);
  }

  /** e, number of extra inputs that the encoder reads beside the row. */
  public int exogenousInputs() {
    return whitening == null ? 0 : whitening.exogenousInputs();
  }

  /**
   * Checks the extra inputs of a row.
   *
   * @param exogenous extra inputs, or null for none
   * @throws IllegalArgumentException when their number is not the model's
   */
  void requireExogenous(float[] exogenous) {
    int found = exogenous == null ? 0 : exogenous.length;
    if (found != exogenousInputs()) {
      throw new IllegalArgumentException(
          "a row has %d extra inputs, the model reads %d".formatted(found, exogenousInputs()));
    }
  }

  /** r, number of parts. */
  public int rank() {
    return encoder.rank();
  }

  /** m, length of a row. */
  public int features() {
    return encoder.features();
  }
}
