package io.github.paenmf.core.tile;

import java.util.Arrays;

/**
 * The two products of a pass over dense blocks, P = X W and the sum of X'H over the blocks. The
 * parts are laid out once for a pass and the sum is brought back once. Rows of X are turned for the
 * first product, a stripe of columns at a time, and copied for the second.
 *
 * <p>Arrays have the shapes and order of the project's products: X row after row, parts r x m,
 * latents r x n with the data points of a part side by side.
 */
public final class TiledPass {

  /** Columns of X that are turned at a time; the turned ones stay in the second-level cache. */
  private static final int STRIPE = 2048;

  /** Panels that are copied at a time: of a row so much that the copy runs at speed. */
  private static final int COPIED = 8;

  private final PanelProduct product;
  private final Workspace space;
  private final Workspace.Area sumAndParts = new Workspace.Area();
  private final Workspace.Area panel = new Workspace.Area();
  private final Workspace.Area tile = new Workspace.Area();
  private final Workspace.Area latent = new Workspace.Area();
  private final Workspace.Area latents = new Workspace.Area();

  private RowGroups groups;
  private int features;
  private int sumLength;
  private boolean sumIsZero = true;

  TiledPass(PanelProduct product, Workspace space) {
    this.product = product;
    this.space = space;
  }

  /**
   * Starts a pass: the sum is 0.
   *
   * @param newParts r x m, or null when only {@link #backProject} will be called
   * @param r number of parts
   * @param newFeatures m
   */
  public void begin(float[] newParts, int r, int newFeatures) {
    groups = new RowGroups(r);
    features = newFeatures;
    long length = product.length(groups.padded(), features);
    long partsLength = newParts == null ? 0 : (long) groups.padded() * features;
    space.reserve(sumAndParts, length + partsLength);
    sumLength = (int) length;
    if (newParts != null) {
      groups.lay(newParts, 0, features, features, space.values(), parts());
    }
    sumIsZero = true;
  }

  /**
   * P = X W.
   *
   * @param x n x m
   * @param rows n
   * @param out r x n, overwritten; may be longer
   */
  public void project(float[] x, int rows, float[] out) {
    int width = product.width();
    int stripe = Math.min(STRIPE, features);
    space.reserve(tile, product.tileLength());
    space.reserve(panel, (long) Math.max(stripe, PanelProduct.DEPTH) * width);
    space.reserve(latent, (long) groups.padded() * width);
    float[] values = space.values();
    for (int i = 0; i < rows; i += width) {
      int columns = Math.min(width, rows - i);
      Arrays.fill(values, latent.at(), latent.at() + groups.padded() * width, 0f);
      for (int t = 0; t < features; t += stripe) {
        int depth = Math.min(stripe, features - t);
        Panels.turn(x, i * features + t, features, depth, columns, values, panel.at(), width);
        product.add(
            groups,
            parts(),
            features,
            t,
            depth,
            columns,
            tile.at(),
            values,
            panel.at(),
            width,
            latent.at());
      }
      for (int j = 0; j < groups.rows(); j++) {
        System.arraycopy(values, latent.at() + j * width, out, j * rows + i, columns);
      }
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
    int width = product.width();
    space.reserve(tile, product.tileLength());
    space.reserve(panel, (long) PanelProduct.DEPTH * COPIED * width);
    space.reserve(latents, (long) groups.padded() * rows);
    float[] values = space.values();
    groups.lay(h, 0, rows, rows, values, latents.at());
    clearSum(values);
    int strip = COPIED * width;
    for (int t = 0; t < features; t += strip) {
      int columns = Math.min(strip, features - t);
      for (int i = 0; i < rows; i += PanelProduct.DEPTH) {
        int depth = Math.min(PanelProduct.DEPTH, rows - i);
        Panels.copy(x, i * features + t, features, depth, columns, values, panel.at(), strip);
        for (int u = 0; u < columns; u += width) {
          product.add(
              groups,
              latents.at(),
              rows,
              i,
              depth,
              Math.min(width, columns - u),
              tile.at(),
              values,
              panel.at() + u,
              strip,
              sumAndParts.at() + (t + u) * groups.padded());
        }
      }
    }
  }

  private int parts() {
    return sumAndParts.at() + sumLength;
  }

  private void clearSum(float[] values) {
    if (sumIsZero) {
      Arrays.fill(values, sumAndParts.at(), sumAndParts.at() + sumLength, 0f);
      sumIsZero = false;
    }
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
    int width = product.width();
    float[] values = space.values();
    for (int j = 0; j < groups.rows(); j++) {
      for (int t = 0; t < features; t += width) {
        int at = sumAndParts.at() + t * groups.padded() + j * width;
        int to = j * features + t;
        int columns = Math.min(width, features - t);
        for (int l = 0; l < columns; l++) {
          into[to + l] += values[at + l];
        }
      }
    }
  }
}
