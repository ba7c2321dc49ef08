package io.github.paenmf.core.tile;

import java.util.Arrays;

/**
 * The two products of a pass over dense blocks, P = X W and the sum of X'H over the blocks. Vectors
 * run across the parts, so X is read where it is: parts and latents are the ones that are laid out
 * as panels, the parts once for a pass.
 *
 * <p>Arrays have the shapes and order of the project's products: X row after row, parts r x m,
 * latents r x n with the data points of a part side by side.
 */
public final class TiledPass {

  /**
   * Terms of a sum that a tile adds up: so few that their part of a panel stays in the first-level
   * cache, and that sums of short sums round little; so many that a tile is seldom added.
   */
  static final int DEPTH = 128;

  /**
   * Rows of X that go through all groups before the next ones: few enough to stay in the
   * second-level cache, and whole tiles of every height.
   */
  private static final int STRIP = 5 * TileLoops.BOTH_HEIGHTS;

  /**
   * Floats of a block's sum that stay in the second-level cache for all its rows, 512 KB. It is
   * added to the sum of the pass afterwards: a sum of short sums rounds little.
   */
  private static final int SUMS = 1 << 17;

  private final TileLoops loops;
  private final NarrowProduct narrow;
  private final Workspace space;
  private final Workspace.Area sumAndParts = new Workspace.Area();
  private final Workspace.Area tile = new Workspace.Area();
  private final Workspace.Area panel = new Workspace.Area();
  private final Workspace.Area narrowSums = new Workspace.Area();
  private final Workspace.Area scratch = new Workspace.Area();
  private final Workspace.Area blockSum = new Workspace.Area();

  private PartGroups groups;
  private int features;
  private int paddedFeatures;
  private int sumLength;
  private boolean sumIsZero = true;

  TiledPass(TileLoops loops, Workspace space) {
    this.loops = loops;
    this.space = space;
    narrow = new NarrowProduct(loops);
  }

  /**
   * Starts a pass: the sum is 0.
   *
   * @param newParts r x m, or null when only {@link #backProject} will be called
   * @param r number of parts
   * @param newFeatures m
   */
  public void begin(float[] newParts, int r, int newFeatures) {
    groups = new PartGroups(r, loops.lanes());
    features = newFeatures;
    paddedFeatures = whole(features);
    long length = ((long) groups.vectors() * loops.lanes() + groups.left()) * paddedFeatures;
    space.reserve(sumAndParts, newParts == null ? length : 2 * length);
    sumLength = (int) length;
    sumIsZero = true;
    if (newParts == null) {
      return;
    }
    float[] values = space.values();
    int at = sumAndParts.at() + sumLength;
    for (int g = 0; g < groups.count(); g++) {
      Panels.lay(
          newParts,
          groups.start(g) * features,
          features,
          groups.size(g),
          values,
          at + groupAt(g),
          groups.width(g));
    }
    for (int j = 0; j < groups.left(); j++) {
      System.arraycopy(
          newParts,
          (firstLeft() + j) * features,
          values,
          at + leftAt() + j * paddedFeatures,
          features);
    }
  }

  /**
   * P = X W.
   *
   * @param x n x m
   * @param rows n
   * @param out r x n, overwritten; may be longer
   */
  public void project(float[] x, int rows, float[] out) {
    reserve(rows);
    int end;
    for (int i = 0; i < rows; i = end) {
      end = Pieces.end(i, rows, STRIP, TileLoops.BOTH_HEIGHTS);
      int strip = end - i;
      if (strip < TileLoops.TALLEST) {
        space.reserve(scratch, (long) TileLoops.TALLEST * features);
        System.arraycopy(x, i * features, space.values(), scratch.at(), strip * features);
        projectStrip(space.values(), scratch.at(), strip, i, rows, out);
      } else {
        projectStrip(x, i * features, strip, i, rows, out);
      }
    }
  }

  /** Rows {@code first} and so on of P; there are at least {@link TileLoops#TALLEST} rows in a. */
  private void projectStrip(float[] a, int aAt, int strip, int first, int rows, float[] out) {
    int lastGroup = groups.count() - 1;
    for (int g = 0; g <= lastGroup; g++) {
      int width = groups.width(g);
      Arrays.fill(space.values(), panel.at(), panel.at() + strip * width, 0f);
      int height = TileLoops.height(groups.vectors(g));
      for (int i = 0; i < strip; i += height) {
        int from = Math.max(0, Math.min(i, strip - height));
        int count = Math.min(height, strip - from);
        projectTiles(g, a, aAt + from * features, i - from, count, panel.at() + i * width);
        if (g == lastGroup && groups.left() > 0) {
          int to = firstLeft() * rows + first + i;
          narrow.project(
              space.values(), narrowSums.at(), count - (i - from), groups.left(), out, to, rows);
        }
      }
      Panels.bringBack(
          space.values(),
          panel.at(),
          width,
          strip,
          groups.size(g),
          out,
          groups.start(g) * rows + first,
          rows);
    }
  }

  /**
   * Adds the products of the rows of a tile with a group to a panel. The parts outside the groups
   * join the last one, whose rows of A they find in the first-level cache.
   *
   * @param skipped rows of the tile that were added before
   * @param count rows of the tile
   */
  private void projectTiles(int g, float[] a, int aAt, int skipped, int count, int to) {
    int parts = sumAndParts.at() + sumLength;
    float[] values = space.values();
    int vectors = groups.vectors(g);
    int width = groups.width(g);
    int groupParts = parts + groupAt(g);
    int leftParts = parts + leftAt();
    int left = g == groups.count() - 1 ? groups.left() : 0;
    Arrays.fill(values, narrowSums.at(), narrowSums.at() + narrow.sums(count - skipped, left), 0f);
    int end;
    for (int t = 0; t < features; t = end) {
      end = Pieces.end(t, features, DEPTH, Workspace.LINE);
      loops.alongRows(
          vectors,
          a,
          aAt + t,
          features,
          values,
          groupParts + t * width,
          end - t,
          values,
          tile.at());
      addTile(values, skipped, count, width, to);
      narrow.addInnerProducts(
          a,
          aAt + skipped * features + t,
          features,
          count - skipped,
          end - t,
          values,
          leftParts + t,
          paddedFeatures,
          left,
          narrowSums.at());
    }
  }

  /**
   * Adds X'H to the sum.
   *
   * @param x n x m
   * @param rows n
   * @param h r x n; may be longer
   */
  public void backProject(float[] x, int rows, float[] h) {
    reserve(rows);
    if (sumIsZero) {
      Arrays.fill(space.values(), sumAndParts.at(), sumAndParts.at() + sumLength, 0f);
      sumIsZero = false;
    }
    for (int g = 0; g < groups.count(); g++) {
      int width = groups.width(g);
      int at = latentsAt(g, rows);
      Panels.lay(h, groups.start(g) * rows, rows, groups.size(g), space.values(), at, width);
      Arrays.fill(space.values(), at + rows * width, at + padded(rows) * width, 0f);
    }
    int parts = groups.vectors() * loops.lanes() + groups.left();
    int most = Math.max(Workspace.LINE, SUMS / parts / Workspace.LINE * Workspace.LINE);
    space.reserve(blockSum, (long) parts * Math.min(most, paddedFeatures));
    int end;
    for (int t = 0; t < features; t = end) {
      end = Pieces.end(t, features, most, Workspace.LINE);
      int columns = end - t;
      Arrays.fill(space.values(), blockSum.at(), blockSum.at() + parts * whole(columns), 0f);
      for (int i = 0; i < rows; i += TileLoops.ROWS) {
        addRows(x, rows, h, i, Math.min(TileLoops.ROWS, rows - i), t, columns);
      }
      addBlockSum(t, columns);
    }
  }

  /**
   * Adds the products of a few rows of X, {@code first} and so on of the block of {@code rows},
   * with their latents to the columns of the block's sum, from {@code t} on.
   */
  private void addRows(float[] x, int rows, float[] h, int first, int count, int t, int columns) {
    float[] values = space.values();
    int from = first * features + t;
    for (int g = 0; g < groups.count(); g++) {
      int latents = latentsAt(g, rows) + first * groups.width(g);
      loops.addOuterProducts(
          groups.vectors(g),
          x,
          from,
          features,
          count,
          values,
          latents,
          columns,
          values,
          blockSumAt(groups.start(g), columns));
    }
    narrow.backProject(
        x,
        from,
        features,
        count,
        columns,
        h,
        firstLeft() * rows + first,
        rows,
        groups.left(),
        values,
        blockSumAt(groups.vectors() * loops.lanes(), columns),
        whole(columns));
  }

  /** Adds some columns of the block's sum to the sum, from {@code t} on. */
  private void addBlockSum(int t, int columns) {
    float[] values = space.values();
    int sum = sumAndParts.at();
    for (int g = 0; g < groups.count(); g++) {
      int width = groups.width(g);
      int from = blockSumAt(groups.start(g), columns);
      loops.add(values, from, columns * width, values, sum + groupAt(g) + t * width);
    }
    for (int j = 0; j < groups.left(); j++) {
      int from = blockSumAt(groups.vectors() * loops.lanes() + j, columns);
      loops.add(values, from, whole(columns), values, sum + leftAt() + j * paddedFeatures + t);
    }
  }

  /** Where the columns of a part, the first of a group or one outside them, are in the sum. */
  private int blockSumAt(int part, int columns) {
    return blockSum.at() + part * whole(columns);
  }

  /** As many floats and those that fill the last line. */
  private static int whole(int length) {
    return Pieces.whole(length, Workspace.LINE);
  }

  /** Adds the rows of the tile from {@code skipped} up to {@code end}. */
  private void addTile(float[] values, int skipped, int end, int width, int to) {
    loops.add(values, tile.at() + skipped * width, (end - skipped) * width, values, to);
  }

  /** Where the latents of a group are laid out. */
  private int latentsAt(int group, int rows) {
    return panel.at() + padded(rows) * groups.start(group);
  }

  /** As many rows and those that make the last ones as many as are taken at a time. */
  private static int padded(int rows) {
    return Pieces.whole(rows, TileLoops.ROWS);
  }

  private void reserve(int rows) {
    space.reserve(tile, (long) TileLoops.MOST_REGISTERS * loops.lanes());
    space.reserve(panel, (long) padded(rows) * groups.vectors() * loops.lanes());
    space.reserve(narrowSums, narrow.sums(TileLoops.TALLEST, groups.left()));
  }

  private int groupAt(int group) {
    return groups.start(group) * paddedFeatures;
  }

  private int leftAt() {
    return groups.vectors() * loops.lanes() * paddedFeatures;
  }

  private int firstLeft() {
    return groups.parts() - groups.left();
  }

  /**
   * Adds the sum of this pass so far to an array.
   *
   * @param into r x m, added to
   */
  public void addSumTo(float[] into) {
    if (sumIsZero) {
      return;
    }
    float[] values = space.values();
    for (int g = 0; g < groups.count(); g++) {
      Panels.addBack(
          values,
          sumAndParts.at() + groupAt(g),
          groups.width(g),
          features,
          groups.size(g),
          into,
          groups.start(g) * features,
          features);
    }
    for (int j = 0; j < groups.left(); j++) {
      int from = sumAndParts.at() + leftAt() + j * paddedFeatures;
      int to = (firstLeft() + j) * features;
      for (int t = 0; t < features; t++) {
        into[to + t] += values[from + t];
      }
    }
  }
}
