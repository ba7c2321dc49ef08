package io.github.paenmf.cuda.kernel;

/**
 * A pass whose arrays follow each other in what is sent down, in the tables and in the sums. A
 * subclass takes its places when it is made, in the order in which it sends and adds.
 */
abstract class LaidOutPass implements PassOnDevice {

  final Offsets inputs = new Offsets(Float.BYTES);
  final Offsets tables = new Offsets(Float.BYTES);
  final Offsets sums = new Offsets(Double.BYTES);

  private final int rank;

  /** With so many parts or directions. */
  LaidOutPass(int rank) {
    this.rank = rank;
  }

  @Override
  public final long inputLength() {
    return inputs.length();
  }

  @Override
  public final long tableLength() {
    return tables.length();
  }

  @Override
  public final long sumLength() {
    return sums.length();
  }

  @Override
  public final int rank() {
    return rank;
  }
}
