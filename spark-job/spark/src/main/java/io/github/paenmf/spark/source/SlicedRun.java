package io.github.paenmf.spark.source;

import io.github.paenmf.core.pass.SliceSink;
import io.github.paenmf.core.pass.SliceWork;
import io.github.paenmf.core.pass.WidePass;
import io.github.paenmf.core.pass.WideStatistics;
import io.github.paenmf.core.train.MergeOrder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * The part of a job behind the folded partitions when their sums are cut: a shuffle brings every
 * slice of the features together in one task, which adds it up in the order of the partitions and
 * works on it; the driver takes one result after the other.
 *
 * @param slices of the features
 * @param partitions that were folded
 */
record SlicedRun(FeatureSlices slices, int partitions) {

  /** What comes back of a slice; only the first brings the small sums. */
  private record Result<S extends WideStatistics<S>>(
      int slice, float[] values, PartitionSums<S> small) implements Serializable {}

  /**
   * Runs the job.
   *
   * @param folded sums of every partition
   * @param sent the pass
   * @param work on every slice
   * @param sink takes the results
   * @return the small sums
   */
  <S extends WideStatistics<S>, P extends WidePass<S>> PartitionSums<S> run(
      JavaRDD<PartitionSums<S>> folded,
      SentPass<P> sent,
      SliceWork<? super P, S> work,
      SliceSink sink) {
    FeatureSlices cut = slices;
    int count = partitions;
    RDD<Result<S>> results =
        folded
            .flatMapToPair(sums -> cut(sums, cut))
            .partitionBy(new HashPartitioner(cut.count()))
            .mapPartitionsWithIndex(
                (slice, share) -> worked(slice, share, cut, count, sent, work), false)
            .rdd();
    Collector<S> collector = new Collector<>(cut, sink);
    ClassTag<Result<S>> tag = ClassTag$.MODULE$.apply(Result.class);
    results.context().runJob(results, new Only<>(), collector, tag);
    return collector.small;
  }

  /** Slices of one partition's sums, one at a time. */
  private static <S extends WideStatistics<S>> Iterator<Tuple2<Integer, PartitionSums<S>>> cut(
      PartitionSums<S> sums, FeatureSlices slices) {
    return IntStream.range(0, slices.count())
        .mapToObj(
            slice ->
                new Tuple2<>(
                    slice,
                    new PartitionSums<>(
                        sums.index(),
                        sums.sums().slice(slices.from(slice), slices.from(slice + 1)),
                        sums.backend())))
        .iterator();
  }

  /** All partitions' sums of one slice, added up and worked on. */
  private static <S extends WideStatistics<S>, P extends WidePass<S>> Iterator<Result<S>> worked(
      int slice,
      Iterator<Tuple2<Integer, PartitionSums<S>>> share,
      FeatureSlices slices,
      int partitions,
      SentPass<P> sent,
      SliceWork<? super P, S> work) {
    List<PartitionSums<S>> arrived = new ArrayList<>();
    share.forEachRemaining(pair -> arrived.add(pair._2()));
    PartitionSums<S> total = PartitionSums.inRuns(arrived, MergeOrder.runLength(partitions));
    PartitionSums<S> small = slice == 0 ? PartitionSums.withoutFeatures(total) : null;
    float[] values =
        work.apply(sent.value(), total.sums(), slices.from(slice), slices.from(slice + 1));
    return List.of(new Result<>(slice, values, small)).iterator();
  }

  /** The one result of a task. */
  private static final class Only<T> extends AbstractFunction1<scala.collection.Iterator<T>, T>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public T apply(scala.collection.Iterator<T> results) {
      return results.next();
    }
  }

  /** Takes results on the driver, where the job calls it once a slice. */
  private static final class Collector<S extends WideStatistics<S>>
      extends AbstractFunction2<Object, Result<S>, BoxedUnit> {
    private final FeatureSlices slices;
    private final SliceSink sink;
    private PartitionSums<S> small;

    Collector(FeatureSlices slices, SliceSink sink) {
      this.slices = slices;
      this.sink = sink;
    }

    @Override
    public BoxedUnit apply(Object partition, Result<S> result) {
      if (result.small() != null) {
        small = result.small();
      }
      sink.accept(slices.from(result.slice()), slices.from(result.slice() + 1), result.values());
      return BoxedUnit.UNIT;
    }
  }
}
