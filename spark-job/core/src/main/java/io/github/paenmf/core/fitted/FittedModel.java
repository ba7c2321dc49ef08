package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.EncoderFolding;
import io.github.paenmf.core.pass.Whitening;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A fitted model: the encoder as the paper has it, linear in the row itself, beside the parts, and
 * the whitened form that training would go on from. The encoder of rows is as long as the parts,
 * twice, and can be had from the whitened form: it is worked out when it is first asked for, and
 * not sent along.
 */
public final class FittedModel implements Serializable {

  private static final long serialVersionUID = 1L;

  private final LatentSpec latent;
  private final double klWeight;
  private final Weights training;
  private final Whitening whitening;

  /** What {@link #encoder} gives where it can't be, or need not be, worked out; or null. */
  private final Weights given;

  private transient volatile Weights folded;

  /**
   * A model whose encoder of rows is at hand.
   *
   * @param encoder weights whose encoder reads the row: r x m scale and shape weights, biases,
   *     parts, noise variance
   * @param latent activations, floors, clamps and prior
   * @param klWeight beta of the fit
   * @param training weights whose encoder reads whitened scores, then extra inputs, or null when
   *     the model was trained without whitening
   * @param whitening the whitening that those weights belong to, or null
   */
  public FittedModel(
      Weights encoder, LatentSpec latent, double klWeight, Weights training, Whitening whitening) {
    this.given = encoder;
    this.latent = latent;
    this.klWeight = klWeight;
    this.training = training;
    this.whitening = whitening;
  }

  /** From trained weights; the whitening is folded into the encoder: W = B T, b' = b - B T mean. */
  public static FittedModel of(
      Weights trained, Whitening whitening, LatentSpec latent, double klWeight) {
    return whitening == null
        ? new FittedModel(trained, latent, klWeight, null, null)
        : new FittedModel(null, latent, klWeight, trained, whitening);
  }

  /**
   * Weights whose encoder reads the row: r x m scale and shape weights, biases, parts, noise
   * variance. The first call may have to work them out; they are kept.
   */
  public Weights encoder() {
    if (given != null) {
      return given;
    }
    Weights known = folded;
    if (known == null) {
      synchronized (this) {
        known = folded;
        if (known == null) {
          known = EncoderFolding.fold(training, whitening);
          folded = known;
        }
      }
    }
    return known;
  }

  /** W_lambda, r x m, with the bits of {@link #encoder} but worked out as it is read. */
  public RowMatrix scaleWeights() {
    return given == null
        ? EncoderFolding.scale(training, whitening)
        : RowMatrix.of(given.scaleCoefficients(), rank(), features());
  }

  /** W_k, r x m, with the bits of {@link #encoder} but worked out as it is read. */
  public RowMatrix shapeWeights() {
    return given == null
        ? EncoderFolding.shape(training, whitening)
        : RowMatrix.of(given.shapeCoefficients(), rank(), features());
  }

  /** Biases of {@link #scaleWeights}, r. */
  public float[] scaleBias() {
    return given == null ? EncoderFolding.scaleBias(training, whitening) : given.scaleBias();
  }

  /** Biases of {@link #shapeWeights}, r. */
  public float[] shapeBias() {
    return given == null ? EncoderFolding.shapeBias(training, whitening) : given.shapeBias();
  }

  /** W_f, r x m: part after part; not a copy. */
  public float[] parts() {
    return trained().parts();
  }

  /** sigma^2. */
  public double noiseVariance() {
    return trained().noiseVariance();
  }

  private Weights trained() {
    return training != null ? training : given;
  }

  /** Whether both forms of the model have the same parts and noise variance. */
  public boolean isConsistent() {
    return (training == null) == (whitening == null)
        && (training == null
            || given == null
            || (Arrays.equals(training.parts(), given.parts())
                && training.noiseVariance() == given.noiseVariance()));
  }

  /** Activations, floors, clamps and prior. */
  public LatentSpec latent() {
    return latent;
  }

  /** Beta of the fit. */
  public double klWeight() {
    return klWeight;
  }

  /**
   * Weights whose encoder reads whitened scores, then extra inputs, or null when the model was
   * trained without whitening.
   */
  public Weights training() {
    return training;
  }

  /** The whitening that {@link #training} belongs to, or null. */
  public Whitening whitening() {
    return whitening;
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
    return trained().rank();
  }

  /** m, length of a row. */
  public int features() {
    return trained().features();
  }
}
