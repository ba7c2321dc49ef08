package io.github.paenmf.job.table.cells;

import io.github.paenmf.job.table.Parsed;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import scala.Tuple2;

/**
 * The cells of a partition in chunks, one a block, so that few large objects are shuffled; at most
 * {@link #CELLS_IN_MEMORY} cells are held at a time. What is no cell goes to the last block.
 */
final class Chunks implements Iterator<Tuple2<Integer, Piece>> {

  /** About 20 MB. */
  static final int CELLS_IN_MEMORY = 1 << 20;

  /** The block of a cell. */
  @FunctionalInterface
  interface Blocks extends ToIntFunction<Parsed.Cell>, Serializable {}

  private final Iterator<Parsed> cells;
  private final Blocks blocks;
  private final int last;
  private final Deque<Tuple2<Integer, Piece>> ready = new ArrayDeque<>();

  Chunks(Iterator<Parsed> cells, Blocks blocks, int last) {
    this.cells = cells;
    this.blocks = blocks;
    this.last = last;
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && cells.hasNext()) {
      gather();
    }
    return !ready.isEmpty();
  }

  private void gather() {
    Map<Integer, ChunkBuilder> builders = new TreeMap<>();
    int gathered = 0;
    while (gathered < CELLS_IN_MEMORY && cells.hasNext()) {
      Parsed piece = cells.next();
      if (piece instanceof Parsed.Cell cell) {
        builders.computeIfAbsent(blocks.applyAsInt(cell), b -> new ChunkBuilder()).add(cell);
        gathered++;
      } else {
        ready.add(new Tuple2<>(last, new Piece.Other(piece)));
      }
    }
    builders.forEach((block, builder) -> ready.add(new Tuple2<>(block, builder.chunk())));
  }

  @Override
  public Tuple2<Integer, Piece> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.poll();
  }
}
