package io.github.paenmf.job.report.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows clustered from the bottom up with average linkage on Euclidean distances, and the order of
 * the leaves. Takes n^2 memory and n^3 time; for some hundred rows.
 *
 * @param order rows from above
 * @param joins where branches meet, in that order's places
 */
public record RowTree(int[] order, List<Join> joins) {

  /**
   * Two branches meet.
   *
   * @param upper middle of one branch; row i from above is at i + 0.5
   * @param lower middle of the other
   * @param upperHeight where the one was made, 0 being a row and 1 the root
   * @param lowerHeight where the other was made
   * @param height where they meet
   */
  public record Join(
      double upper, double lower, double upperHeight, double lowerHeight, double height) {}

  /** A cluster; a leaf has no children. */
  private record Cluster(Cluster first, Cluster second, int row, int size, double height) {}

  /** Where a cluster stands once its leaves have places. */
  private record Place(double middle, double height) {}

  /**
   * Clusters rows.
   *
   * @param rows at least one, of equal length
   */
  public static RowTree of(double[][] rows) {
    Cluster root = cluster(distances(rows));
    List<Integer> order = new ArrayList<>();
    List<Join> joins = new ArrayList<>();
    place(root, root.height() > 0 ? root.height() : 1, order, joins);
    return new RowTree(order.stream().mapToInt(Integer::intValue).toArray(), joins);
  }

  /** Merges the two closest until one is left; the smaller index comes first. */
  private static Cluster cluster(double[][] distance) {
    int n = distance.length;
    Cluster[] clusters = new Cluster[n];
    Arrays.setAll(clusters, i -> new Cluster(null, null, i, 1, 0));
    for (int merge = 1; merge < n; merge++) {
      int a = -1;
      int b = -1;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; clusters[i] != null && j < n; j++) {
          if (clusters[j] != null && (a < 0 || distance[i][j] < distance[a][b])) {
            a = i;
            b = j;
          }
        }
      }
      Cluster one = clusters[a];
      Cluster two = clusters[b];
      int size = one.size() + two.size();
      clusters[a] = new Cluster(one, two, -1, size, distance[a][b]);
      clusters[b] = null;
      for (int j = 0; j < n; j++) {
        double mean = (one.size() * distance[a][j] + two.size() * distance[b][j]) / size;
        distance[a][j] = mean;
        distance[j][a] = mean;
      }
    }
    return clusters[0];
  }

  private static double[][] distances(double[][] rows) {
    double[][] distance = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int t = 0; t < rows[i].length; t++) {
          sum += (rows[i][t] - rows[j][t]) * (rows[i][t] - rows[j][t]);
        }
        distance[i][j] = Math.sqrt(sum);
        distance[j][i] = distance[i][j];
      }
    }
    return distance;
  }

  private static Place place(Cluster cluster, double root, List<Integer> order, List<Join> joins) {
    if (cluster.first() == null) {
      order.add(cluster.row());
      return new Place(order.size() - 0.5, 0);
    }
    Place upper = place(cluster.first(), root, order, joins);
    Place lower = place(cluster.second(), root, order, joins);
    double height = cluster.height() / root;
    joins.add(new Join(upper.middle(), lower.middle(), upper.height(), lower.height(), height));
    return new Place((upper.middle() + lower.middle()) / 2, height);
  }
}
