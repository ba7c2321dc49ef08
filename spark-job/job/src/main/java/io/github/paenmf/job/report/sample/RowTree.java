package io.github.paenmf.job.report.sample;

import io.github.paenmf.core.cluster.AverageLinkage;
import io.github.paenmf.core.cluster.AverageLinkage.Merge;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows clustered with average linkage on Euclidean distances, as a tree to be drawn. Takes n^2
 * memory; for some hundred rows.
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

  /**
   * Clusters rows.
   *
   * @param rows at least one, of equal length
   */
  public static RowTree of(double[][] rows) {
    int n = rows.length;
    AverageLinkage linkage = AverageLinkage.of(distances(rows), n);
    int[] order = linkage.leafOrder();
    Merge[] merges = linkage.merges();
    double root = merges.length == 0 ? 0 : merges[merges.length - 1].height();
    double[] middle = new double[n + merges.length];
    double[] height = new double[n + merges.length];
    for (int place = 0; place < n; place++) {
      middle[order[place]] = place + 0.5;
    }
    List<Join> joins = new ArrayList<>();
    for (int i = 0; i < merges.length; i++) {
      int left = merges[i].left();
      int right = merges[i].right();
      middle[n + i] = (middle[left] + middle[right]) / 2;
      height[n + i] = root > 0 ? merges[i].height() / root : 1;
      joins.add(new Join(middle[left], middle[right], height[left], height[right], height[n + i]));
    }
    return new RowTree(order, joins);
  }

  private static double[] distances(double[][] rows) {
    int n = rows.length;
    double[] distances = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int t = 0; t < rows[i].length; t++) {
          sum += (rows[i][t] - rows[j][t]) * (rows[i][t] - rows[j][t]);
        }
        distances[i * n + j] = Math.sqrt(sum);
        distances[j * n + i] = distances[i * n + j];
      }
    }
    return distances;
  }
}
