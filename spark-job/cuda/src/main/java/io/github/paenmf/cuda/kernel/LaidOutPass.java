package io.github.paenmf.cuda.kernel;

/**
 * A pass whose arrays follow each other in what is sent down, in the tables and in the sums. A
 * subclass takes its places when it is made, in the order in which it sends and adds.
 */
abstract class LaidOutPass implements PassOnDevice {

  final Offsets inputs = new Offsets(Float.BYTES);
  final Offsets tables = new Offsets(Float.BYTES);

  /** Those that the host keeps as floats are taken first, by {@link #takeFloats}. */
  final Offsets sums = new Offsets(Double.BYTES);

  private final int rank;
  private long floats;

  /** With so many parts or directions. */
  LaidOutPass(int rank) {
    this.rank = rank;
  }

  /** A place for sums that go back as floats. */
  final long takeFloats(long length) {
    if (floats != sums.length()) {
      throw new IllegalStateException("sums that go back as floats come first");
    }
    floats += length;
    return sums.take(length);
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
  public final long floatSumLength() {
    return floats;
  }

  @Override
  public final int rank() {
    return rank;
  }
}
