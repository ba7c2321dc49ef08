package io.github.paenmf.core.plain;

import java.io.Serializable;

/**
 * A fitted plain NMF.
 *
 * @param rank r
 * @param features m
 * @param parts W_f, r x m, at least 0: a row a part
 */
public record FittedNmf(int rank, int features, float[] parts) implements Serializable {

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException when the array does not fit the sizes
   */
  public FittedNmf {
    if (rank < 1 || features < 1 || parts.length != (long) rank * features) {
      throw new IllegalArgumentException(
          "%d parts of %d features got %d values".formatted(rank, features, parts.length));
    }
  }
}
