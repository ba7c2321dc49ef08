package io.github.paenmf.core.pass;

/** Weighted sums of the extra inputs. */
public final class ExogenousStatistics implements Statistics<ExogenousStatistics> {

  private static final long serialVersionUID = 1L;

  /** Sum of every input, e. */
  public final double[] sums;

  /** Sum of the squares of every input, e. */
  public final double[] squares;

  /** Sum of the rows' weights. */
  public double weight;

  /** Sums of no rows. */
  public ExogenousStatistics(int count) {
    sums = new double[count];
    squares = new double[count];
  }

  @Override
  public void add(ExogenousStatistics other) {
    Sums.add(sums, other.sums);
    Sums.add(squares, other.squares);
    weight += other.weight;
  }
}
