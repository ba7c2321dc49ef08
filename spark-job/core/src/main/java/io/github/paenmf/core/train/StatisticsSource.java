package io.github.paenmf.core.train;

import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.SliceSink;
import io.github.paenmf.core.pass.SliceWork;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.Whitening;
import io.github.paenmf.core.pass.WidePass;
import io.github.paenmf.core.pass.WideStatistics;

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
   * One pass over all rows whose widest sums never come together: they are merged slice by slice of
   * the features, worked on where they were merged, and only the results reach the driver. Sources
   * that have the sums whole anyway work on all features at once, with the same bits.
   *
   * @param pass what to compute
   * @param work on the merged columns of some features
   * @param sink takes the results in any order, one call at a time
   * @param description what a person watching should read
   * @param <S> the sums
   * @param <P> the pass
   * @return the sums over all partitions that are small, with no column of any feature
   */
  default <S extends WideStatistics<S>, P extends WidePass<S>> S run(
      P pass, SliceWork<? super P, S> work, SliceSink sink, String description) {
    S sums = run(pass, description);
    S small = sums.slice(0, 0);
    sink.accept(0, pass.features(), work.apply(pass, sums, 0, pass.features()));
    return small;
  }

  /**
   * The sums of one pass that are small, with no column of any feature.
   *
   * @param pass what to compute
   * @param description what a person watching should read
   * @param <S> the sums
   */
  default <S extends WideStatistics<S>> S runNarrow(WidePass<S> pass, String description) {
    return run(pass, description).slice(0, 0);
  }

  /** Where matrices with a column a feature are kept between passes. */
  default MatrixStore matrices() {
    return MatrixStore.MEMORY;
  }

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
