package io.github.paenmf.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AverageLinkageTest {

  /** Five things on a line, at 0, 1, 4, 6 and 20; heights worked out by hand. */
  @Test
  void heightsAreMeansOverMembers() {
    AverageLinkage tree = AverageLinkage.of(onALine(0, 1, 4, 6, 20), 5);
    assertThat(Arrays.stream(tree.merges()).mapToDouble(AverageLinkage.Merge::height).toArray())
        .containsExactly(new double[] {1, 2, 4.5, 17.25}, within(1e-12));
    double[] cophenetic = tree.copheneticDistances();
    assertThat(cophenetic[1]).isEqualTo(1);
    assertThat(cophenetic[2]).isEqualTo(4.5);
    assertThat(cophenetic[2 * 5 + 3]).isEqualTo(2);
    assertThat(cophenetic[4 * 5]).isEqualTo(17.25);
    assertThat(cophenetic[3 * 5 + 3]).isZero();
  }

  @Test
  void leavesOfAClusterStandTogether() {
    int[] order = AverageLinkage.of(onALine(0, 20, 1, 6, 4), 5).leafOrder();
    assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    int[] place = new int[5];
    for (int i = 0; i < 5; i++) {
      place[order[i]] = i;
    }
    assertThat(Math.abs(place[0] - place[2])).isEqualTo(1);
    assertThat(Math.abs(place[3] - place[4])).isEqualTo(1);
    assertThat(place[1]).isIn(0, 4);
  }

  /** The chain against the definition: the closest two clusters, over and over. */
  @Test
  void agreesWithTheGreedyMethod() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int n = 2 + random.nextInt(14);
      double[] distances = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          double distance = random.nextDouble();
          distances[i * n + j] = distance;
          distances[j * n + i] = distance;
        }
      }
      assertThat(AverageLinkage.of(distances, n).copheneticDistances())
          .containsExactly(greedy(distances, n), within(1e-12));
    }
  }

  @Test
  void whatIsNotANumberIsRefused() {
    assertThatThrownBy(() -> AverageLinkage.of(new double[] {0, Double.NaN, 1, 0}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("distance of 0 and 1");
  }

  private static double[] onALine(double... places) {
    int n = places.length;
    double[] distances = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        distances[i * n + j] = Math.abs(places[i] - places[j]);
      }
    }
    return distances;
  }

  private static double[] greedy(double[] distances, int n) {
    int[] cluster = new int[n];
    Arrays.setAll(cluster, i -> i);
    double[] heights = new double[n * n];
    for (int step = 1; step < n; step++) {
      double least = Double.POSITIVE_INFINITY;
      int first = -1;
      int second = -1;
      for (int a = 0; a < n; a++) {
        for (int b = a + 1; b < n; b++) {
          double mean = meanDistance(distances, n, cluster, a, b);
          if (mean < least) {
            least = mean;
            first = a;
            second = b;
          }
        }
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (cluster[i] == first && cluster[j] == second) {
            heights[i * n + j] = least;
            heights[j * n + i] = least;
          }
        }
      }
      for (int i = 0; i < n; i++) {
        cluster[i] = cluster[i] == second ? first : cluster[i];
      }
    }
    return heights;
  }

  private static double meanDistance(double[] distances, int n, int[] cluster, int a, int b) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (cluster[i] == a && cluster[j] == b) {
          sum += distances[i * n + j];
          pairs++;
        }
      }
    }
    return pairs == 0 ? Double.POSITIVE_INFINITY : sum / pairs;
  }
}
