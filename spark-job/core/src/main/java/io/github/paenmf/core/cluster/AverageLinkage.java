package io.github.paenmf.core.cluster;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Hierarchical clustering by average linkage (UPGMA), by way of nearest-neighbour chains, in O(n^2)
 * time and memory: the distance between two clusters is the mean distance between their members.
 *
 * <p>Own code, since no maintained Java library of a free licence offers it: Commons Math has no
 * hierarchical clustering.
 */
public final class AverageLinkage {

  private final int count;
  private final Merge[] merges;

  /**
   * One step: two clusters become one.
   *
   * @param left a leaf (0 to n - 1), or n + i for the cluster that merge i made
   * @param right likewise
   * @param height mean distance between the members of the two
   */
  public record Merge(int left, int right, double height) {}

  private AverageLinkage(int count, Merge[] merges) {
    this.count = count;
    this.merges = merges;
  }

  /**
   * Clusters n things.
   *
   * @param distances n x n, row-major, symmetric, at least 0; left alone
   * @param n number of things, at least 1
   * @throws IllegalArgumentException if the array is too short or holds NaN
   */
  public static AverageLinkage of(double[] distances, int n) {
    if (n < 1 || distances.length < (long) n * n) {
      throw new IllegalArgumentException(
          "%d things need n * n distances, found %d".formatted(n, distances.length));
    }
    for (int i = 0; i < n * n; i++) {
      if (Double.isNaN(distances[i])) {
        throw new IllegalArgumentException(
            "the distance of %d and %d is not a number".formatted(i / n, i % n));
      }
    }
    return new AverageLinkage(n, sorted(chain(distances.clone(), n), n));
  }

  /** The n - 1 merges by rising height. */
  public Merge[] merges() {
    return merges.clone();
  }

  /** The leaves in the order in which a dendrogram draws them without crossing lines. */
  public int[] leafOrder() {
    int[] order = new int[count];
    int[] stack = new int[count + 1];
    int depth = 0;
    stack[depth++] = count == 1 ? 0 : 2 * count - 2;
    int at = 0;
    while (depth > 0) {
      int node = stack[--depth];
      if (node < count) {
        order[at++] = node;
      } else {
        Merge merge = merges[node - count];
        stack[depth++] = merge.right();
        stack[depth++] = merge.left();
      }
    }
    return order;
  }

  /** Height at which each pair comes together, n x n, row-major; 0 on the diagonal. */
  public double[] copheneticDistances() {
    double[] heights = new double[count * count];
    int[][] members = new int[2 * count - 1][];
    for (int i = 0; i < count; i++) {
      members[i] = new int[] {i};
    }
    for (int step = 0; step < merges.length; step++) {
      int[] left = members[merges[step].left()];
      int[] right = members[merges[step].right()];
      for (int i : left) {
        for (int j : right) {
          heights[i * count + j] = merges[step].height();
          heights[j * count + i] = merges[step].height();
        }
      }
      int[] both = Arrays.copyOf(left, left.length + right.length);
      System.arraycopy(right, 0, both, left.length, right.length);
      members[count + step] = both;
      members[merges[step].left()] = null;
      members[merges[step].right()] = null;
    }
    return heights;
  }

  /**
   * Follows nearest neighbours until two are each other's nearest, merges them, and goes on from
   * what is left of the chain. Average linkage is reducible, so the merges are those of the greedy
   * method in another order. A merge is named by a leaf of either side.
   */
  private static Merge[] chain(double[] d, int n) {
    int[] size = new int[n];
    Arrays.fill(size, 1);
    Merge[] merges = new Merge[n - 1];
    int[] chain = new int[n];
    int length = 0;
    for (int done = 0; done < n - 1; ) {
      if (length == 0) {
        int first = 0;
        while (size[first] == 0) {
          first++;
        }
        chain[length++] = first;
      }
      int last = chain[length - 1];
      int previous = length > 1 ? chain[length - 2] : -1;
      int nearest = previous;
      double least = previous < 0 ? Double.POSITIVE_INFINITY : d[last * n + previous];
      for (int other = 0; other < n; other++) {
        if (other != last && size[other] > 0 && (d[last * n + other] < least || nearest < 0)) {
          least = d[last * n + other];
          nearest = other;
        }
      }
      if (nearest != previous) {
        chain[length++] = nearest;
        continue;
      }
      merges[done++] = new Merge(last, nearest, least);
      length -= 2;
      join(d, n, size, last, nearest);
    }
    return merges;
  }

  /** The second of two clusters takes the first one in. */
  private static void join(double[] d, int n, int[] size, int gone, int kept) {
    double total = (double) size[gone] + size[kept];
    for (int other = 0; other < n; other++) {
      if (size[other] > 0 && other != gone && other != kept) {
        double mean = (size[gone] * d[gone * n + other] + size[kept] * d[kept * n + other]) / total;
        d[kept * n + other] = mean;
        d[other * n + kept] = mean;
      }
    }
    size[kept] += size[gone];
    size[gone] = 0;
  }

  /** Merges by height, with clusters named by the merge that made them. */
  private static Merge[] sorted(Merge[] byLeaf, int n) {
    Merge[] ordered = byLeaf.clone();
    Arrays.sort(ordered, Comparator.comparingDouble(Merge::height));
    int[] parent = new int[n];
    int[] name = new int[n];
    for (int i = 0; i < n; i++) {
      parent[i] = i;
      name[i] = i;
    }
    for (int step = 0; step < ordered.length; step++) {
      int left = root(parent, ordered[step].left());
      int right = root(parent, ordered[step].right());
      ordered[step] = new Merge(name[left], name[right], ordered[step].height());
      parent[left] = right;
      name[right] = n + step;
    }
    return ordered;
  }

  private static int root(int[] parent, int leaf) {
    int at = leaf;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
