package io.github.paenmf.core.train;

import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.Whitening;

/** Where the rows live: runs passes over them and brings back the sums. */
public interface StatisticsSource extends AutoCloseable {

  /** Length m of a data point. */
  int features();

  /** Number n of data points. */
  long rows();

  /** Number e of extra inputs that every data point has beside its values, 0 for none. */
  int exogenous();

  /** Number of partitions that the rows are cut into. */
  int partitions();

  /** {@code in-process} or {@code distributed}. */
  String name();

  /** Name of the processor-dependent code that does the arithmetic. */
  String backend();

  /**
   * One pass over all rows.
   *
   * @param pass what to compute
   * @param description what a person watching should read
   * @param <S> the sums
   * @return the sums over all partitions, added in partition order
   */
  <S extends Statistics<S>> S run(Pass<S> pass, String description);

  /**
   * From the next pass on every block carries the encoder inputs of this whitening.
   *
   * @throws IllegalArgumentException when it reads another number of extra inputs than rows have
   */
  void cacheScores(Whitening whitening);

  /**
   * Another source over some of the same rows, for a fit of its own: several may be used at the
   * same time. The rows stay cached with this source, which must stay open as long as the view.
   *
   * @param selection which rows, and which features read as 0
   */
  StatisticsSource view(BlockSelection selection);

  /** Gives back whatever is cached. */
  @Override
  void close();
}
