package io.github.paenmf.core.fitted;

/**
 * The inner loops of scoring several rows at a time. All implementations give the same bits, those
 * of {@link RowLoops}: an output has {@link RowLoops#SUMS} sums, each over the features of one
 * remainder, ascending, one fused step each.
 *
 * <p>The features of a row stand in groups of SUMS, in a group in the order of {@link #feature}:
 * what two vectors of 64 bits become when those lanes are put together that hold 32 bits each.
 */
interface BatchLoops {

  /** Rows that go through the weights together. */
  int ROWS = 4;

  /** Outputs of a panel of weights. */
  int OUTPUTS = 32;

  /** Which of a group's features stands at a position. */
  static int feature(int position) {
    return position / 2 + position % 2 * (RowLoops.SUMS / 2);
  }

  /** Where a feature stands in its group. */
  static int position(int feature) {
    return feature < RowLoops.SUMS / 2 ? 2 * feature : 2 * feature - RowLoops.SUMS + 1;
  }

  /** Bits of a double's fraction that a float has no room for. */
  int SPARE = 52 - 23;

  /** What rounding adds before it cuts, where the last bit kept is 0. */
  long BELOW_HALF = (1L << (SPARE - 1)) - 1;

  /** How much larger a double's exponent is than that of the same float. */
  long BIAS = (1023L - 127) << 23;

  /** Bits of the least double that is a normal number of single precision. */
  long LEAST = Double.doubleToRawLongBits(Float.MIN_NORMAL);

  /** Bits of the largest. */
  long MOST = Double.doubleToRawLongBits(Float.MAX_VALUE);

  /**
   * Whether all doubles are 0 or positive normal numbers of single precision.
   *
   * @param bits of doubles, a multiple of {@link RowLoops#SUMS}
   */
  boolean inRange(long[] bits);

  /**
   * Rounds to the nearest, of two equally near ones to the even one.
   *
   * @param bits of doubles that are in range, replaced by those of floats
   */
  void round(long[] bits);

  /**
   * Puts whole groups of a row into their order.
   *
   * @param bits of floats
   * @param count a multiple of SUMS
   */
  void pack(long[] bits, int count, float[] into, int at);

  /**
   * The sums of some rows and a panel of outputs.
   *
   * @param values where {@link #ROWS} rows stand
   * @param at first number of the first row
   * @param stride from a row to the next
   * @param steps number of groups
   * @param table where the panel stands: position after position, for each of them group after
   *     group, and of a feature the weights of all outputs
   * @param tableAt first weight of the panel
   * @param sums position after position, for each of them row after row, and for each of those
   *     output after output; written
   */
  void sums(
      float[] values, int at, int stride, int steps, float[] table, int tableAt, float[] sums);
}
