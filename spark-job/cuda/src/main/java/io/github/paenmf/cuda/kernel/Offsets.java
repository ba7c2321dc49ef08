package io.github.paenmf.cuda.kernel;

/** Places of arrays of one element size in a piece of device memory, in the order of asking. */
final class Offsets {

  private final int elementBytes;
  private long next;

  Offsets(int elementBytes) {
    this.elementBytes = elementBytes;
  }

  /** Bytes from the start to the next array, which is this long. */
  long take(long length) {
    long at = next * elementBytes;
    next = Math.addExact(next, length);
    return at;
  }

  /** Elements taken so far. */
  long length() {
    return next;
  }
}
