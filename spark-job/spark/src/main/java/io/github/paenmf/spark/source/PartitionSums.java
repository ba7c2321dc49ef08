package io.github.paenmf.spark.source;

import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.WideStatistics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sums of one partition, or of a run of neighbouring ones, with its place in the order.
 *
 * @param index of the (first) partition
 * @param sums of its rows
 * @param backend what did the arithmetic
 * @param <S> kind of the sums
 */
record PartitionSums<S extends Statistics<S>>(int index, S sums, String backend)
    implements Serializable {

  /**
   * Adds all partitions up in runs of neighbours, then the runs, with the bits of runs that were
   * added elsewhere.
   *
   * @param arrived sums of every partition, in any order
   * @param length partitions in a run
   */
  static <S extends Statistics<S>> PartitionSums<S> inRuns(
      List<PartitionSums<S>> arrived, int length) {
    TreeMap<Integer, List<PartitionSums<S>>> runs = new TreeMap<>();
    for (PartitionSums<S> sums : arrived) {
      runs.computeIfAbsent(sums.index() / length, run -> new ArrayList<>()).add(sums);
    }
    return inOrder(runs.values().stream().map(PartitionSums::inOrder).toList());
  }

  /** The sums that are small, with no column of any feature. */
  static <S extends WideStatistics<S>> PartitionSums<S> withoutFeatures(PartitionSums<S> all) {
    return new PartitionSums<>(all.index(), all.sums().slice(0, 0), all.backend());
  }

  /** Adds them up in the order of their index, whatever order they arrived in. */
  static <S extends Statistics<S>> PartitionSums<S> inOrder(List<PartitionSums<S>> arrived) {
    List<PartitionSums<S>> ordered =
        arrived.stream().sorted(Comparator.comparingInt(PartitionSums::index)).toList();
    TreeSet<String> backends = new TreeSet<>();
    PartitionSums<S> first = ordered.get(0);
    for (PartitionSums<S> next : ordered) {
      // A partition without blocks has run no kernel.
      if (!next.backend().startsWith("none")) {
        backends.add(next.backend());
      }
      if (next != first) {
        first.sums().add(next.sums());
      }
    }
    return new PartitionSums<>(
        first.index(),
        first.sums(),
        backends.isEmpty() ? first.backend() : String.join(" and ", backends));
  }
}
