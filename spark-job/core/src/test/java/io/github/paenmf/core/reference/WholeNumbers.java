package io.github.paenmf.core.reference;

import java.util.SplittableRandom;

/** Operands of products that are exact in float32, so that the order of sums does not matter. */
public final class WholeNumbers {

  /** Sums of up to some hundred thousand products stay below 2^24. */
  private static final int LARGEST = 9;

  private WholeNumbers() {}

  /** So many whole numbers from -9 to 9. */
  public static float[] of(int length, SplittableRandom random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextInt(-LARGEST, LARGEST + 1);
    }
    return values;
  }
}
