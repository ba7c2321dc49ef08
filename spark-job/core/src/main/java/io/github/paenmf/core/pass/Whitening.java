package io.github.paenmf.core.pass;

import java.io.Serializable;

/**
 * The encoder's input: q whitened principal directions T of the table, s = T v - T mean, each of
 * mean 0 and variance 1 over the training rows.
 *
 * @param features m
 * @param inputs q
 * @param directions T, q x m, one direction after the other
 * @param offsets T mean, q
 * @param exogenous scaling of extra inputs that the encoder reads after the scores, or null
 */
public record Whitening(
    int features, int inputs, float[] directions, float[] offsets, ExogenousScaling exogenous)
    implements Serializable {

  /** Without extra inputs. */
  public Whitening(int features, int inputs, float[] directions, float[] offsets) {
    this(features, inputs, directions, offsets, null);
  }

  /** q + e, all that the encoder reads of a row. */
  public int encoderInputs() {
    return inputs + exogenousInputs();
  }

  /** e, number of extra inputs. */
  public int exogenousInputs() {
    return exogenous == null ? 0 : exogenous.count();
  }
}
