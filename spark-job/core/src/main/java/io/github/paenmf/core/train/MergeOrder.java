package io.github.paenmf.core.train;

import io.github.paenmf.core.pass.Statistics;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which the sums of partitions are added, the same wherever they are: a few one after
 * the other; many in runs of about sqrt(P) neighbours first, which executors can do, and then the
 * runs. Floating-point addition is not associative, so the order decides the last bits.
 */
public final class MergeOrder {

  /** Up to so many partitions are added one after the other. */
  private static final int FLAT = 16;

  private MergeOrder() {}

  /** Neighbouring partitions in a run; 1 when all partitions are added one after the other. */
  public static int runLength(int partitions) {
    return partitions <= FLAT ? 1 : (int) Math.ceil(Math.sqrt(partitions));
  }

  /** Number of runs. */
  public static int runs(int partitions) {
    int length = runLength(partitions);
    return (partitions + length - 1) / length;
  }

  /**
   * The sum of all partitions.
   *
   * @param shares sums of every partition, by its index; changed
   */
  static <S extends Statistics<S>> S sum(List<S> shares) {
    int length = runLength(shares.size());
    List<S> runs = new ArrayList<>();
    for (int from = 0; from < shares.size(); from += length) {
      runs.add(oneByOne(shares.subList(from, Math.min(shares.size(), from + length))));
    }
    return oneByOne(runs);
  }

  private static <S extends Statistics<S>> S oneByOne(List<S> shares) {
    S sums = shares.get(0);
    for (S next : shares.subList(1, shares.size())) {
      sums.add(next);
    }
    return sums;
  }
}
