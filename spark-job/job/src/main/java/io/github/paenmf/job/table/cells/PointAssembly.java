package io.github.paenmf.job.table.cells;

import io.github.paenmf.job.table.DuplicateRule;
import io.github.paenmf.job.table.Parsed;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/**
 * Puts the points of a block together from its cells.
 *
 * @param features number of features m
 * @param duplicates what happens when a cell has several values
 * @param absentMissing whether a cell that is not given is missing rather than 0
 */
record PointAssembly(int features, DuplicateRule duplicates, boolean absentMissing)
    implements Serializable {

  /** Storing a value sparsely takes half as much again as densely. */
  private static final double SPARSE_COST = 1.5;

  /**
   * What came out.
   *
   * @param vectors one a point
   * @param tally cells, and those merged into others
   * @param repeatedPoint the first point with a cell that has two values where that is an error; -1
   *     for none
   * @param repeatedFeature the feature of that cell
   */
  record Assembled(Vector[] vectors, Parsed.Tally tally, int repeatedPoint, int repeatedFeature) {}

  /**
   * Puts points together.
   *
   * @param count number of points
   * @param chunks in the order of the file
   * @param places for each chunk and each of its cells the point, in [0, count)
   */
  Assembled assemble(int count, List<Piece.Chunk> chunks, List<int[]> places) {
    int[] start = new int[count + 1];
    for (int[] points : places) {
      for (int point : points) {
        start[point + 1]++;
      }
    }
    for (int i = 0; i < count; i++) {
      start[i + 1] += start[i];
    }
    int[] at = Arrays.copyOf(start, count);
    int[] cellFeatures = new int[start[count]];
    double[] cellValues = new double[start[count]];
    for (int c = 0; c < chunks.size(); c++) {
      Piece.Chunk chunk = chunks.get(c);
      int[] points = places.get(c);
      for (int k = 0; k < points.length; k++) {
        int to = at[points[k]]++;
        cellFeatures[to] = chunk.features()[k];
        cellValues[to] = chunk.values()[k];
      }
    }
    Vector[] vectors = new Vector[count];
    long merged = 0;
    int repeatedPoint = -1;
    int repeatedFeature = -1;
    for (int i = 0; i < count; i++) {
      Cells cells =
          Cells.of(
              Arrays.copyOfRange(cellFeatures, start[i], start[i + 1]),
              Arrays.copyOfRange(cellValues, start[i], start[i + 1]));
      int kept = cells.merge(duplicates);
      if (kept < cells.features.length) {
        merged += cells.features.length - kept;
        if (duplicates == DuplicateRule.ERROR && repeatedPoint < 0) {
          repeatedPoint = i;
          repeatedFeature = cells.firstRepeated;
        }
      }
      vectors[i] = vector(cells, kept);
    }
    return new Assembled(
        vectors, new Parsed.Tally(start[count], merged), repeatedPoint, repeatedFeature);
  }

  private Vector vector(Cells cells, int kept) {
    int stored = 0;
    for (int k = 0; k < kept; k++) {
      stored += cells.values[k] == 0 ? 0 : 1;
    }
    if (absentMissing || SPARSE_COST * stored >= features) {
      double[] all = new double[features];
      if (absentMissing) {
        Arrays.fill(all, Double.NaN);
      }
      for (int k = 0; k < kept; k++) {
        all[cells.features[k]] = cells.values[k];
      }
      return Vectors.dense(all);
    }
    int[] indices = new int[stored];
    double[] values = new double[stored];
    int s = 0;
    for (int k = 0; k < kept; k++) {
      if (cells.values[k] != 0) {
        indices[s] = cells.features[k];
        values[s++] = cells.values[k];
      }
    }
    return Vectors.sparse(features, indices, values);
  }

  /** The cells of one point by increasing feature; those of one feature in the order they came. */
  private static final class Cells {
    private final int[] features;
    private final double[] values;
    private int firstRepeated = -1;

    private Cells(int[] features, double[] values) {
      this.features = features;
      this.values = values;
    }

    static Cells of(int[] features, double[] values) {
      boolean increasing = true;
      for (int k = 1; k < features.length; k++) {
        increasing &= features[k - 1] < features[k];
      }
      if (increasing) {
        return new Cells(features, values);
      }
      long[] keys = new long[features.length];
      for (int k = 0; k < keys.length; k++) {
        keys[k] = ((long) features[k] << Integer.SIZE) | k;
      }
      Arrays.sort(keys);
      int[] sorted = new int[keys.length];
      double[] moved = new double[keys.length];
      for (int k = 0; k < keys.length; k++) {
        sorted[k] = (int) (keys[k] >>> Integer.SIZE);
        moved[k] = values[(int) keys[k]];
      }
      return new Cells(sorted, moved);
    }

    /** Puts the values of a feature together; returns the number of features left. */
    int merge(DuplicateRule rule) {
      int kept = 0;
      int k = 0;
      while (k < features.length) {
        int feature = features[k];
        double first = values[k];
        double last = first;
        double sum = first;
        int count = 1;
        k++;
        while (k < features.length && features[k] == feature) {
          last = values[k++];
          sum += last;
          count++;
        }
        if (count > 1 && firstRepeated < 0) {
          firstRepeated = feature;
        }
        features[kept] = feature;
        values[kept++] =
            switch (rule) {
              case ERROR, FIRST -> first;
              case LAST -> last;
              case SUM -> sum;
              case MEAN -> sum / count;
            };
      }
      return kept;
    }
  }
}
