package io.github.paenmf.core.tile;

/** Adds the product of all groups of A and one panel of B to a panel of C. */
final class PanelProduct {

  /**
   * Rows of a panel at a time: so few that they stay near while all groups use them, and that sums
   * of short sums round little; so many that a tile is seldom added to C.
   */
  static final int DEPTH = 64;

  private final TileLoops loops;
  private final int lanes;

  PanelProduct(TileLoops loops) {
    this.loops = loops;
    lanes = loops.lanes();
  }

  /** Columns of a panel. */
  int width() {
    return TileLoops.VECTORS * lanes;
  }

  /** Floats of a tile. */
  int tileLength() {
    return TileLoops.LARGE * width();
  }

  /** Floats of the panels that so many columns need, {@code rows} rows deep. */
  long length(int rows, int columns) {
    return (long) rows * ((columns + width() - 1L) / width()) * width();
  }

  /**
   * C += A B.
   *
   * @param groups of A's rows
   * @param a where A is laid out, {@code aDepth} columns
   * @param from the first of A's columns to use
   * @param depth how many of them, and rows of the panel of B
   * @param columns of the panel that count, at least 1; others may be added to as well
   * @param tile where the space has room for a tile, {@link #tileLength} floats
   * @param space holds A, B and C; rows of B stand {@code bStep} apart, those of C a panel's width
   */
  void add(
      RowGroups groups,
      int a,
      int aDepth,
      int from,
      int depth,
      int columns,
      int tile,
      float[] space,
      int b,
      int bStep,
      int c) {
    int width = width();
    for (int first = 0; first < depth; first += DEPTH) {
      int steps = Math.min(DEPTH, depth - first);
      int bAt = b + first * bStep;
      for (int g = 0; g < groups.count(); g++) {
        int size = groups.size(g);
        int aAt = a + groups.start(g) * aDepth + (from + first) * size;
        int cAt = c + groups.start(g) * width;
        // A narrow step takes half as long as a wide one.
        if (columns <= lanes) {
          narrow(size, aAt, bAt, bStep, steps, space, tile);
        } else {
          wide(size, aAt, bAt, bStep, steps, space, tile);
        }
        loops.add(space, tile, size * width, space, cAt);
      }
    }
  }

  private void wide(int size, int aAt, int bAt, int bStep, int steps, float[] space, int tile) {
    if (size == TileLoops.LARGE) {
      loops.wideLarge(space, aAt, space, bAt, bStep, steps, space, tile);
    } else {
      loops.wideSmall(space, aAt, space, bAt, bStep, steps, space, tile);
    }
  }

  private void narrow(int size, int aAt, int bAt, int bStep, int steps, float[] space, int tile) {
    if (size == TileLoops.LARGE) {
      loops.narrowLarge(space, aAt, space, bAt, bStep, steps, space, tile);
    } else {
      loops.narrowSmall(space, aAt, space, bAt, bStep, steps, space, tile);
    }
  }
}
