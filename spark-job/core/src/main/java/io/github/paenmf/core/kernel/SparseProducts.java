package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.vector.VectorModule;
import java.util.Arrays;

/**
 * The products over sparse blocks; the cost follows the non-zeros.
 *
 * <p>Parts, latents and sum are turned around to one padded row of r floats a feature or data
 * point, so that each non-zero streams r neighbouring floats. A block is worked through in tiles of
 * columns whose rows of parts stay in the second-level cache. Neither padding nor tiles change the
 * order of a sum.
 */
public final class SparseProducts implements Products {

  /** Floats of the parts that one tile may span: half a megabyte. */
  private static final int TILE_FLOATS = 1 << 17;

  /**
   * Below so many non-zeros a row and tile, starting a row again costs more than the cache saves.
   */
  private static final int ROW_ENTRIES_PER_TILE = 8;

  private final CsrLoops loops;

  private float[] table = new float[0];
  private float[] sum = new float[0];
  private float[] latent = new float[0];
  private int[] cursor = new int[0];
  private boolean hasParts;
  private int r;
  private int features;
  private int width;
  private int partsLength;

  /** With the Vector API where this JVM has it, with plain loops otherwise. */
  public SparseProducts() {
    this(bestLoops());
  }

  /** The loops that the constructor without arguments takes. */
  static CsrLoops bestLoops() {
    return VectorModule.choose(CsrLoops.class, "VectorCsrLoops", PlainCsrLoops::new);
  }

  SparseProducts(CsrLoops loops) {
    this.loops = loops;
  }

  @Override
  public String name() {
    return loops.name();
  }

  @Override
  public void begin(float[] parts, int newR, int newFeatures) {
    partsLength = PassShape.check(parts, newR, newFeatures);
    int lanes = loops.lanes();
    width = (newR + lanes - 1) / lanes * lanes;
    r = newR;
    features = newFeatures;
    int length = padded(newFeatures, "parts");
    hasParts = parts != null;
    if (hasParts) {
      table = atLeast(table, length);
      Transposition.toPaddedRows(parts, newR, newFeatures, width, table, PaddedRows.FIRST);
    }
    sum = atLeast(sum, length);
    Arrays.fill(sum, 0, length, 0f);
  }

  @Override
  public void project(Block x, float[] out) {
    if (!hasParts) {
      throw new IllegalStateException("this pass was begun without parts");
    }
    CsrBlock csr = checked(x);
    PassShape.latentLength(csr.rows(), r, out);
    int length = padded(csr.rows(), "latents");
    latent = atLeast(latent, length);
    Arrays.fill(latent, 0, length, 0f);
    forEachTile(csr, true);
    Transposition.fromPaddedRows(latent, PaddedRows.FIRST, r, csr.rows(), width, out);
  }

  @Override
  public void backProject(Block x, float[] h) {
    CsrBlock csr = checked(x);
    PassShape.latentLength(csr.rows(), r, h);
    latent = atLeast(latent, padded(csr.rows(), "latents"));
    Transposition.toPaddedRows(h, r, csr.rows(), width, latent, PaddedRows.FIRST);
    forEachTile(csr, false);
  }

  @Override
  public void addSumTo(float[] into) {
    PassShape.checkSum(partsLength, into);
    Transposition.addFromPaddedRows(sum, PaddedRows.FIRST, r, features, width, into);
  }

  private void forEachTile(CsrBlock x, boolean projecting) {
    int rows = x.rows();
    if (cursor.length < rows) {
      cursor = new int[rows];
    }
    System.arraycopy(x.rowStart(), 0, cursor, 0, rows);
    int step = tileColumns(x);
    for (long end = step; ; end += step) {
      int columnEnd = (int) Math.min(end, features);
      if (projecting) {
        loops.project(
            rows, cursor, x.rowStart(), x.columns(), x.values(), columnEnd, table, width, latent);
      } else {
        loops.backProject(
            rows, cursor, x.rowStart(), x.columns(), x.values(), columnEnd, latent, width, sum);
      }
      if (columnEnd == features) {
        return;
      }
    }
  }

  private int tileColumns(CsrBlock x) {
    long byCache = Math.max(1, TILE_FLOATS / width);
    long perRow = x.storedValues() / Math.max(1, x.rows());
    long tilesWorthIt = Math.max(1, perRow / ROW_ENTRIES_PER_TILE);
    long byEntries = (features + tilesWorthIt - 1) / tilesWorthIt;
    return (int) Math.min(features, Math.max(byCache, byEntries));
  }

  private CsrBlock checked(Block x) {
    if (!(x instanceof CsrBlock csr)) {
      throw new IllegalArgumentException("sparse products got a " + x.getClass().getSimpleName());
    }
    PassShape.checkFeatures(features, x);
    return csr;
  }

  private int padded(int rows, String what) {
    long length = PaddedRows.length(rows, width);
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%s of %d x %d do not fit into one array".formatted(what, rows, width));
    }
    return (int) length;
  }

  private static float[] atLeast(float[] array, int length) {
    return array.length >= length ? array : new float[length];
  }

  /** Forgets the buffers; there is nothing outside the heap. */
  @Override
  public void close() {
    table = new float[0];
    sum = new float[0];
    latent = new float[0];
    cursor = new int[0];
    hasParts = false;
  }
}
