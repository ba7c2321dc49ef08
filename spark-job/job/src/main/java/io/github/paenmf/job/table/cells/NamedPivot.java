package io.github.paenmf.job.table.cells;

import io.github.paenmf.job.table.BlockPartitioner;
import io.github.paenmf.job.table.Parsed;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Turns the cells of points that are known by name into points: one shuffle brings the cells of a
 * name together, a second one puts the points into the order in which their names first occur.
 */
final class NamedPivot implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String[] NOTHING_KEPT = {};

  private final int blocks;
  private final PointAssembly assembly;

  NamedPivot(int blocks, PointAssembly assembly) {
    this.blocks = blocks;
    this.assembly = assembly;
  }

  /** Cells in, points in the order of the table out. */
  JavaRDD<Parsed> apply(JavaRDD<Parsed> cells) {
    return cells
        .mapPartitionsToPair(i -> new Chunks(i, cell -> block(cell.id()), blocks))
        .partitionBy(new BlockPartitioner(blocks + 1))
        .mapPartitionsToPair(this::assemble)
        .sortByKey(true, blocks)
        .values();
  }

  private int block(String id) {
    return Math.floorMod(id.hashCode() * 0x9E3779B9, blocks);
  }

  private Iterator<Tuple2<Long, Parsed>> assemble(Iterator<Tuple2<Integer, Piece>> pieces) {
    List<Piece.Chunk> chunks = new ArrayList<>();
    while (pieces.hasNext()) {
      if (pieces.next()._2() instanceof Piece.Chunk chunk) {
        chunks.add(chunk);
      }
    }
    chunks.sort(Comparator.comparingLong(Piece.Chunk::order));
    Map<String, Integer> numbers = new HashMap<>();
    List<String> ids = new ArrayList<>();
    List<Long> firsts = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    for (Piece.Chunk chunk : chunks) {
      int[] numberOf = new int[chunk.ids().length];
      for (int i = 0; i < numberOf.length; i++) {
        Integer number = numbers.putIfAbsent(chunk.ids()[i], ids.size());
        numberOf[i] = number == null ? ids.size() : number;
        if (number == null) {
          ids.add(chunk.ids()[i]);
          firsts.add(chunk.firsts()[i]);
        }
      }
      places.add(Arrays.stream(chunk.points()).map(p -> numberOf[p]).toArray());
    }
    PointAssembly.Assembled assembled = assembly.assemble(ids.size(), chunks, places);
    List<Tuple2<Long, Parsed>> out = new ArrayList<>(ids.size() + 2);
    out.add(new Tuple2<>(-1L, assembled.tally()));
    if (assembled.repeatedPoint() >= 0) {
      out.add(
          new Tuple2<>(
              firsts.get(assembled.repeatedPoint()),
              new Parsed.Duplicate(
                  ids.get(assembled.repeatedPoint()), -1, assembled.repeatedFeature())));
    }
    for (int i = 0; i < ids.size(); i++) {
      out.add(
          new Tuple2<>(
              firsts.get(i), new Parsed.Point(ids.get(i), assembled.vectors()[i], NOTHING_KEPT)));
    }
    return out.iterator();
  }
}
