package io.github.paenmf.job.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import scala.Tuple2;

/**
 * Turns features over all points into points over all features with one shuffle: every feature is
 * cut into slices, one a block of neighbouring points, and a block is put together from its slices
 * in the order of the features. Nothing passes through the driver.
 */
public final class Transposition implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Storing a value sparsely takes half as much again as densely. */
  private static final double SPARSE_COST = 1.5;

  private static final String[] NOTHING_KEPT = {};

  private final int points;
  private final int blocks;
  private final String[] ids;
  private final String[][] kept;

  /**
   * A table of known width.
   *
   * @param points number of data points n, the length of each feature
   * @param blocks number of blocks to cut the points into; at most n are used
   * @param ids names of the points; {@code null} when they are to be numbered
   */
  public Transposition(int points, int blocks, String[] ids) {
    this(points, blocks, ids, null);
  }

  /**
   * As the other constructor, for points that carry texts along.
   *
   * @param kept texts of each point; {@code null} for none
   */
  public Transposition(int points, int blocks, String[] ids, String[][] kept) {
    this.points = points;
    this.blocks = Math.max(1, Math.min(blocks, points));
    this.ids = ids;
    this.kept = kept;
  }

  /** Part of a feature: values of one block of points. */
  private sealed interface Piece extends Serializable permits Slice, Label {}

  /** Values of one feature in one block; {@code at} is {@code null} when all are stored. */
  private record Slice(long order, int[] at, double[] values) implements Piece {}

  /** The name of a feature, or a fault, on its way to the one place that gathers them. */
  private record Label(long order, String name, Parsed.Fault fault) implements Piece {}

  /** Features (and faults) in, points (and names and faults) out. */
  public JavaRDD<Parsed> apply(JavaRDD<Parsed> features) {
    JavaPairRDD<Integer, Piece> pieces = features.flatMapToPair(this::cut);
    return pieces
        .partitionBy(new BlockPartitioner(blocks + 1))
        .mapPartitionsWithIndex(
            (block, iterator) -> block < blocks ? assemble(block, iterator) : gather(iterator),
            true);
  }

  private int first(int block) {
    return (int) ((long) block * points / blocks);
  }

  private Iterator<Tuple2<Integer, Piece>> cut(Parsed piece) {
    List<Tuple2<Integer, Piece>> cut = new ArrayList<>(blocks + 1);
    if (piece instanceof Parsed.Feature feature) {
      for (int b = 0; b < blocks; b++) {
        cut.add(new Tuple2<>(b, slice(feature, first(b), first(b + 1))));
      }
      if (feature.name() != null) {
        cut.add(new Tuple2<>(blocks, new Label(feature.order(), feature.name(), null)));
      }
    } else if (piece instanceof Parsed.Fault fault) {
      cut.add(new Tuple2<>(blocks, new Label(0, null, fault)));
    }
    return cut.iterator();
  }

  private static Slice slice(Parsed.Feature feature, int from, int to) {
    double[] values = feature.values();
    int nonZeros = 0;
    for (int i = from; i < to; i++) {
      nonZeros += values[i] == 0 ? 0 : 1;
    }
    if (SPARSE_COST * nonZeros >= to - from) {
      return new Slice(feature.order(), null, Arrays.copyOfRange(values, from, to));
    }
    int[] at = new int[nonZeros];
    double[] stored = new double[nonZeros];
    int s = 0;
    for (int i = from; i < to; i++) {
      if (values[i] != 0) {
        at[s] = i - from;
        stored[s++] = values[i];
      }
    }
    return new Slice(feature.order(), at, stored);
  }

  private Iterator<Parsed> assemble(int block, Iterator<Tuple2<Integer, Piece>> pieces) {
    List<Slice> slices = new ArrayList<>();
    while (pieces.hasNext()) {
      if (pieces.next()._2() instanceof Slice slice) {
        slices.add(slice);
      }
    }
    slices.sort(Comparator.comparingLong(Slice::order));
    int size = first(block + 1) - first(block);
    int[] nonZeros = new int[size];
    for (Slice slice : slices) {
      for (int s = 0; s < slice.values().length; s++) {
        if (slice.values()[s] != 0) {
          nonZeros[slice.at() == null ? s : slice.at()[s]]++;
        }
      }
    }
    List<Parsed> points = new ArrayList<>(size);
    List<PointUnderWay> underWay = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      underWay.add(new PointUnderWay(slices.size(), nonZeros[i]));
    }
    for (int j = 0; j < slices.size(); j++) {
      Slice slice = slices.get(j);
      for (int s = 0; s < slice.values().length; s++) {
        underWay.get(slice.at() == null ? s : slice.at()[s]).add(j, slice.values()[s]);
      }
    }
    for (int i = 0; i < size; i++) {
      int point = first(block) + i;
      points.add(
          new Parsed.Point(
              ids == null ? null : ids[point],
              underWay.get(i).vector(),
              kept == null ? NOTHING_KEPT : kept[point]));
    }
    return points.iterator();
  }

  /** A point that is filled feature by feature, in increasing order. */
  private static final class PointUnderWay {
    private final int features;
    private final int[] indices;
    private final double[] values;
    private int stored;

    PointUnderWay(int features, int nonZeros) {
      boolean sparse = SPARSE_COST * nonZeros < features;
      this.features = features;
      this.indices = sparse ? new int[nonZeros] : null;
      this.values = new double[sparse ? nonZeros : features];
    }

    void add(int feature, double value) {
      if (indices == null) {
        values[feature] = value;
      } else if (value != 0) {
        indices[stored] = feature;
        values[stored++] = value;
      }
    }

    Vector vector() {
      return indices == null ? Vectors.dense(values) : Vectors.sparse(features, indices, values);
    }
  }

  private static Iterator<Parsed> gather(Iterator<Tuple2<Integer, Piece>> pieces) {
    List<Label> labels = new ArrayList<>();
    List<Parsed> gathered = new ArrayList<>();
    while (pieces.hasNext()) {
      if (pieces.next()._2() instanceof Label label) {
        if (label.fault() == null) {
          labels.add(label);
        } else {
          gathered.add(label.fault());
        }
      }
    }
    labels.sort(Comparator.comparingLong(Label::order));
    if (!labels.isEmpty()) {
      gathered.add(new Parsed.Names(labels.stream().map(Label::name).toArray(String[]::new)));
    }
    return gathered.iterator();
  }
}
