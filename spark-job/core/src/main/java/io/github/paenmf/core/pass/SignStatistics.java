package io.github.paenmf.core.pass;

/**
 * Sums of {@link SignPass}: sum of squares of the positive and of the negative entries of Xv, for
 * each v.
 */
public final class SignStatistics implements Statistics<SignStatistics> {

  private static final long serialVersionUID = 1L;

  /** Squared norm of the positive part, one a direction. */
  public final double[] positive;

  /** Squared norm of the negative part, one a direction. */
  public final double[] negative;

  /** Sums of no rows. */
  public SignStatistics(int count) {
    positive = new double[count];
    negative = new double[count];
  }

  @Override
  public void add(SignStatistics other) {
    Sums.add(positive, other.positive);
    Sums.add(negative, other.negative);
  }
}
