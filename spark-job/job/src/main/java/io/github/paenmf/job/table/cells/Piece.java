package io.github.paenmf.job.table.cells;

import io.github.paenmf.job.table.Parsed;
import java.io.Serializable;

/** What is sent to the block of some points. */
sealed interface Piece extends Serializable {

  /**
   * Neighbouring cells of one block.
   *
   * @param order of the first of them; chunks that are sorted by it have their cells in the order
   *     of the file
   * @param ids names of the points in this chunk; {@code null} when points are known by number
   * @param firsts order of the first cell of each of them
   * @param points of each cell its place in {@code ids}, or the point's number
   * @param features of each cell
   * @param values of each cell
   */
  record Chunk(
      long order, String[] ids, long[] firsts, int[] points, int[] features, double[] values)
      implements Piece {}

  /** The name of a point that is known by number. */
  record Name(int point, String name) implements Piece {}

  /** Something that no point is made of. */
  record Other(Parsed piece) implements Piece {}
}
