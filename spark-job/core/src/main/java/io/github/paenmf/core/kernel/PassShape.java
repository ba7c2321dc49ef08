package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DenseBlock;

/** The shape checks that all products share. */
final class PassShape {

  private PassShape() {}

  /** Checks the parts of a pass and returns r x m. */
  static int check(float[] parts, int r, int features) {
    long length = (long) r * features;
    if (r < 1 || features < 1 || length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a pass needs at least one part and one feature and r x m within one array, found r = %d"
                  .formatted(r)
              + " and m = %d".formatted(features));
    }
    if (parts != null && parts.length < length) {
      throw new IllegalArgumentException(
          "%d parts of %d features need %d values, found %d"
              .formatted(r, features, length, parts.length));
    }
    return (int) length;
  }

  /** Checks a latent-sized array and returns r x n. */
  static int latentLength(int rows, int r, float[] latent) {
    long length = (long) r * rows;
    if (latent.length < length) {
      throw new IllegalArgumentException(
          "%d rows of %d latents need %d values, found %d"
              .formatted(rows, r, length, latent.length));
    }
    return (int) length;
  }

  static void checkFeatures(int features, Block x) {
    if (x.features() != features) {
      throw new IllegalArgumentException(
          "the pass was begun for %d features, the block has %d".formatted(features, x.features()));
    }
  }

  /** The block as a dense one, its features checked. */
  static DenseBlock dense(int features, Block x) {
    if (!(x instanceof DenseBlock dense)) {
      throw new IllegalArgumentException("dense products got a " + x.getClass().getSimpleName());
    }
    checkFeatures(features, x);
    return dense;
  }

  static void checkSum(int length, float[] into) {
    if (into.length < length) {
      throw new IllegalArgumentException(
          "the sum has %d values, the array only %d".formatted(length, into.length));
    }
  }
}
