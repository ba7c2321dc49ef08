package io.github.paenmf.job.table.cells;

import io.github.paenmf.job.table.BlockPartitioner;
import io.github.paenmf.job.table.DuplicateRule;
import io.github.paenmf.job.table.Parsed;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Turns the cells of points that are known by number into points, with one shuffle. A block is a
 * run of neighbouring points, so that points stay in their order; a point without cells is 0.
 */
public final class NumberedPivot implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String[] NOTHING_KEPT = {};

  private final int points;
  private final int blocks;
  private final PointAssembly assembly;

  /**
   * A pivot of a table of known size.
   *
   * @param points number of data points n
   * @param features number of features m
   * @param blocks number of blocks to cut the points into; at most n are used
   * @param duplicates what happens when a cell has several values
   */
  public NumberedPivot(int points, int features, int blocks, DuplicateRule duplicates) {
    this.points = points;
    this.blocks = Math.max(1, Math.min(blocks, points));
    this.assembly = new PointAssembly(features, duplicates, false);
  }

  /**
   * Cells (and faults) in, points (and faults) out.
   *
   * @param names of the points with their number; {@code null} when they are to be numbered
   */
  public JavaRDD<Parsed> apply(JavaRDD<Parsed> cells, JavaPairRDD<String, Long> names) {
    JavaPairRDD<Integer, Piece> pieces =
        cells.mapPartitionsToPair(i -> new Chunks(i, cell -> block(cell.point()), blocks));
    if (names != null) {
      pieces =
          pieces.union(
              names.mapToPair(
                  name -> {
                    int point = name._2().intValue();
                    return new Tuple2<>(block(point), new Piece.Name(point, name._1()));
                  }));
    }
    return pieces
        .partitionBy(new BlockPartitioner(blocks + 1))
        .mapPartitionsWithIndex(
            (block, iterator) -> block < blocks ? assemble(block, iterator) : others(iterator),
            true);
  }

  private int first(int block) {
    return (int) ((long) block * points / blocks);
  }

  private int block(int point) {
    int block = (int) ((long) point * blocks / points);
    while (block + 1 < blocks && first(block + 1) <= point) {
      block++;
    }
    while (first(block) > point) {
      block--;
    }
    return block;
  }

  private Iterator<Parsed> assemble(int block, Iterator<Tuple2<Integer, Piece>> pieces) {
    int from = first(block);
    int count = first(block + 1) - from;
    String[] names = new String[count];
    List<Piece.Chunk> chunks = new ArrayList<>();
    while (pieces.hasNext()) {
      Piece piece = pieces.next()._2();
      if (piece instanceof Piece.Chunk chunk) {
        chunks.add(chunk);
      } else if (piece instanceof Piece.Name name) {
        names[name.point() - from] = name.name();
      }
    }
    chunks.sort(Comparator.comparingLong(Piece.Chunk::order));
    List<int[]> places = new ArrayList<>();
    for (Piece.Chunk chunk : chunks) {
      int[] place = chunk.points();
      for (int k = 0; k < place.length; k++) {
        place[k] -= from;
      }
      places.add(place);
    }
    PointAssembly.Assembled assembled = assembly.assemble(count, chunks, places);
    List<Parsed> out = new ArrayList<>(count + 2);
    out.add(assembled.tally());
    if (assembled.repeatedPoint() >= 0) {
      int repeated = assembled.repeatedPoint();
      out.add(new Parsed.Duplicate(names[repeated], from + repeated, assembled.repeatedFeature()));
    }
    for (int i = 0; i < count; i++) {
      out.add(new Parsed.Point(names[i], assembled.vectors()[i], NOTHING_KEPT));
    }
    return out.iterator();
  }

  private static Iterator<Parsed> others(Iterator<Tuple2<Integer, Piece>> pieces) {
    List<Parsed> others = new ArrayList<>();
    while (pieces.hasNext()) {
      if (pieces.next()._2() instanceof Piece.Other other) {
        others.add(other.piece());
      }
    }
    return others.iterator();
  }
}
