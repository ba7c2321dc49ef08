package io.github.paenmf.core.tile;

import io.github.paenmf.core.vector.Processor;
import io.github.paenmf.core.vector.VectorModule;
import java.util.Optional;

/**
 * Products by tiles that share one workspace. Used by one thread at a time.
 *
 * <p>A tile of 24 vectors needs the 32 registers that come with vectors of 512 bits. Where two
 * products of such vectors are done at a time, OpenBLAS reaches half of that with few columns;
 * where one is, ND4J's products are as fast.
 */
public final class Tiles {

  private static final int LANES_NEEDED = 16;
  private static final boolean TWO_AT_A_TIME = Processor.hasTwoWideMultipliers();

  private final int bits;
  private final TileLoops loops;
  private final Workspace space = new Workspace();

  Tiles(TileLoops loops) {
    bits = loops.lanes() * Float.SIZE;
    this.loops = loops;
  }

  /**
   * New ones where they are the fastest: this JVM has the Vector API, and the processor has vectors
   * of 512 bits and multiplies two of them at a time.
   */
  public static Optional<Tiles> whereFastest() {
    return loops().filter(loops -> loops.lanes() >= LANES_NEEDED && TWO_AT_A_TIME).map(Tiles::new);
  }

  /** New ones on any processor where this JVM has the Vector API. */
  public static Optional<Tiles> wherePossible() {
    return loops().map(Tiles::new);
  }

  private static Optional<TileLoops> loops() {
    return VectorModule.find(TileLoops.class, "VectorTileLoops");
  }

  /** Such as {@code tiles-vector512}; it goes into a model's metadata. */
  public String name() {
    return "tiles-vector" + bits;
  }

  /** Floats of a vector. */
  int lanes() {
    return loops.lanes();
  }

  /** The two products of a pass over blocks. */
  public TiledPass pass() {
    return new TiledPass(loops, space);
  }

  /** Products of small matrices with a few long rows. */
  public RowCombinations combinations() {
    return new RowCombinations(loops, space);
  }
}
