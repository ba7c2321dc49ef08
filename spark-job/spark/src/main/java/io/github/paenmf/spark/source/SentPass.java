package io.github.paenmf.spark.source;

import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SizeEstimator;

/**
 * A pass on its way to the tasks. A small one rides in the task itself, which saves a round the
 * fetching of a broadcast; a large one is broadcast, so that the tasks of an executor share it.
 *
 * @param <S> kind of the sums
 */
final class SentPass<S extends Statistics<S>> implements Serializable, AutoCloseable {

  private static final long serialVersionUID = 1L;

  /** Bytes up to which a pass rides; Spark warns of tasks above 1 MB. */
  private static final long RIDES = 512 << 10;

  private final Pass<S> riding;
  private final Broadcast<Pass<S>> broadcast;

  private SentPass(Pass<S> riding, Broadcast<Pass<S>> broadcast) {
    this.riding = riding;
    this.broadcast = broadcast;
  }

  /** Makes a pass ready for tasks. */
  static <S extends Statistics<S>> SentPass<S> of(JavaSparkContext context, Pass<S> pass) {
    return SizeEstimator.estimate(pass) <= RIDES
        ? new SentPass<>(pass, null)
        : new SentPass<>(null, context.broadcast(pass));
  }

  /** The pass; in a task. */
  Pass<S> value() {
    return riding != null ? riding : broadcast.value();
  }

  /** Takes a broadcast back; after it no task can read the pass. */
  @Override
  public void close() {
    if (broadcast != null) {
      broadcast.destroy();
    }
  }
}
