package io.github.paenmf.core.pass;

import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.RowMatrix;
import java.io.Serializable;

/**
 * The encoder's input: q whitened principal directions T of the table, s = T v - T mean, each of
 * mean 0 and variance 1 over the training rows.
 *
 * @param features m
 * @param inputs q
 * @param directions T, q x m, a row a direction
 * @param offsets T mean, q
 * @param exogenous scaling of extra inputs that the encoder reads after the scores, or null
 */
public record Whitening(
    int features, int inputs, RowMatrix directions, float[] offsets, ExogenousScaling exogenous)
    implements Serializable {

  /** Directions in memory, without extra inputs. */
  public Whitening(int features, int inputs, float[] directions, float[] offsets) {
    this(features, inputs, directions, offsets, null);
  }

  /** Directions in memory. */
  public Whitening(
      int features, int inputs, float[] directions, float[] offsets, ExogenousScaling exogenous) {
    this(features, inputs, RowMatrix.of(directions, inputs, features), offsets, exogenous);
  }

  /** The same for after the fit: with directions of their own where a fit's store keeps them. */
  public Whitening detached() {
    return new Whitening(features, inputs, directions.detached(), offsets, exogenous);
  }

  /** The same with its directions where a store keeps them. */
  public Whitening keptIn(MatrixStore store) {
    return new Whitening(features, inputs, store.keep(directions), offsets, exogenous);
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
