package io.github.paenmf.spark.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Sums of large objects, one a partition, added in the order of the partitions, so that the same
 * partitions give the same bits. Runs of neighbouring partitions are added on executors until the
 * driver gets few.
 */
public final class OrderedSums {

  private static final int MOST_TO_DRIVER = 16;

  private OrderedSums() {}

  /** Adds the second object to the first, which it may change and return. */
  @FunctionalInterface
  public interface Adding<T> extends BinaryOperator<T>, Serializable {}

  /**
   * The sum.
   *
   * @param partials exactly one object a partition
   */
  public static <T> T of(JavaRDD<T> partials, Adding<T> adding) {
    return few(partials, adding).collect().stream().reduce(adding).orElseThrow();
  }

  private static <T> JavaRDD<T> few(JavaRDD<T> partials, Adding<T> adding) {
    int partitions = partials.getNumPartitions();
    if (partitions <= MOST_TO_DRIVER) {
      return partials;
    }
    int run = (int) Math.ceil(Math.sqrt(partitions));
    int runs = (partitions + run - 1) / run;
    return partials
        .mapPartitionsWithIndex((index, only) -> indexed(index, only.next()), true)
        .mapToPair(indexed -> new Tuple2<>(indexed._1() / run, indexed))
        .groupByKey(new HashPartitioner(runs))
        .sortByKey(true, runs)
        .values()
        .map(
            group -> {
              List<Tuple2<Integer, T>> inOrder = new ArrayList<>();
              group.forEach(inOrder::add);
              inOrder.sort(Comparator.comparing(Tuple2::_1));
              return inOrder.stream().map(Tuple2::_2).reduce(adding).orElseThrow();
            });
  }

  private static <T> Iterator<Tuple2<Integer, T>> indexed(int index, T partial) {
    return List.of(new Tuple2<>(index, partial)).iterator();
  }
}
