package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.cuda.memory.Uploads;
import io.github.paenmf.cuda.slab.DeviceSlab;

/**
 * One kind of pass on a device: what is sent down for it, what is done with a slab, and where its
 * sums go. The sums of a partition lie on the device in one array of doubles.
 */
interface PassOnDevice {

  /** Floats that are sent down once a pass. */
  long inputLength();

  /** Doubles of its sums. */
  long sumLength();

  /** How many of them, the first ones, the host keeps as floats. */
  long floatSumLength();

  /** Parts or directions: columns of a latent-sized array. */
  int rank();

  /** Most columns of any array with a row a data point. */
  int widest();

  /** Most entries of a product that is added chunk by chunk. */
  long largestProduct(DeviceSlab slab);

  /** Floats of tables by features that sparse slabs need, 0 for none. */
  long tableLength();

  /** Sends weights down. */
  void send(Uploads uploads, long inputs);

  /** Fills the tables; after {@link #send}. */
  void fillTables(DeviceArithmetic arithmetic, long inputs, long tables);

  /**
   * Folds a slab.
   *
   * @param inputs address of what was sent
   * @param tables address of the tables
   * @param sums address of the sums, added to
   */
  void fold(
      DeviceArithmetic arithmetic,
      DeviceSlab slab,
      LatentArrays at,
      long inputs,
      long tables,
      long sums);

  /** Adds what the host counts of a block that the device has folded. */
  default void count(DataBlock block, Statistics<?> into) {}

  /** Adds the sums that came back. */
  void addTo(PassSums sums, Statistics<?> into);
}
