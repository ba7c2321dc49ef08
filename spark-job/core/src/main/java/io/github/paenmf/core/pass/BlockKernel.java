package io.github.paenmf.core.pass;

import io.github.paenmf.core.block.DataBlock;

/**
 * The arithmetic of one block for each kind of pass. An instance keeps work arrays and is used by
 * one thread at a time.
 *
 * <p>For all blocks of one partition the calls come as {@link #begin}, then one fold a block, then
 * {@link #end}, which moves sums that the kernel kept elsewhere (in native or device memory) into
 * the statistics.
 */
public interface BlockKernel extends AutoCloseable {

  /** Name of the processor-dependent code that runs, for the model's metadata. */
  String name();

  /** Starts a partition. */
  void begin(Pass<?> pass);

  /** Column sums and the squared norm. */
  void fold(SummaryPass pass, DataBlock block, SummaryStatistics into);

  /** X'XV and the Gram matrix of XV. */
  void fold(RangePass pass, DataBlock block, RangeStatistics into);

  /** Norms of the positive and the negative part of Xv for every candidate direction. */
  void fold(SignPass pass, DataBlock block, SignStatistics into);

  /** Coefficients of plain NMF at given parts, and their products. */
  void fold(NmfPass pass, DataBlock block, NmfStatistics into);

  /** The objective's gradient at given weights. */
  void fold(TrainPass pass, DataBlock block, TrainStatistics into);

  /** The exact objective at given weights. */
  void fold(EvaluatePass pass, DataBlock block, EvaluateStatistics into);

  /** Encoder inputs of a block: whitened scores, inputs x n. */
  float[] scores(Whitening whitening, DataBlock block);

  /** Ends a partition: after it the statistics are complete. */
  void end(Pass<?> pass, Statistics<?> into);

  @Override
  void close();
}
