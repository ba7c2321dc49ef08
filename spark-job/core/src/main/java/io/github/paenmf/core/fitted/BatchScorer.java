package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentTile;
import java.util.Arrays;

/**
 * Scores dense rows into coefficients, several at a time, with the bits of {@link RowScorer}. Keeps
 * work arrays; used by one thread at a time.
 */
public final class BatchScorer {

  private final FittedModel model;
  private final int rank;
  private final int features;
  private final int capacity;
  private final BatchProduct encoder;
  private final RowScorer single;
  private final double[] biases;

  /** Bits of a row in double precision, 0 past its last feature. */
  private final long[] wide;

  /** Rows in the order of {@link BatchLoops}. */
  private final float[] rows;

  private final double[] preActivations;
  private final float[] scale;
  private final float[] shape;
  private final float[] coefficients;
  private final LatentTile tile = new LatentTile();
  private final LatentArithmetic arithmetic = LatentArithmetic.best();

  /**
   * A scorer with work arrays of its own.
   *
   * @param model without extra inputs
   * @param capacity most rows at a time, a multiple of 4
   */
  public BatchScorer(FittedModel model, int capacity) {
    model.requireExogenous(null);
    if (capacity <= 0 || capacity % BatchLoops.ROWS != 0) {
      throw new IllegalArgumentException(
          "capacity is %d, expected a multiple of %d".formatted(capacity, BatchLoops.ROWS));
    }
    this.model = model;
    this.capacity = capacity;
    rank = model.rank();
    features = model.features();
    encoder =
        new BatchProduct(
            features, model.encoder().scaleCoefficients(), model.encoder().shapeCoefficients());
    single = new RowScorer(model);
    biases = RowScorer.biases(model.encoder());
    wide = new long[encoder.length()];
    rows = new float[Math.multiplyExact(capacity, encoder.length())];
    preActivations = new double[Math.multiplyExact(capacity, 2 * rank)];
    int latents = Math.multiplyExact(capacity, rank);
    scale = new float[latents];
    shape = new float[latents];
    coefficients = new float[latents];
    tile.reserve(latents, 1, false);
  }

  /** Where to put the bits of the next row's m doubles, before {@link #load(int)}. */
  public long[] row() {
    return wide;
  }

  /**
   * Takes over the values in {@link #row()}, which are lost then.
   *
   * @param i which row it is, at least 0 and below the capacity
   * @return false when nothing was taken over, since some are negative (minus zero counts), not a
   *     number, or out of the normal range of single precision; once they are checked, {@link
   *     #load(int, float[])} takes them
   */
  public boolean load(int i) {
    BatchLoops loops = encoder.loops();
    if (!loops.inRange(wide)) {
      return false;
    }
    loops.round(wide);
    loops.pack(wide, wide.length, rows, i * wide.length);
    return true;
  }

  /** Takes over the values of row i. */
  public void load(int i, float[] values) {
    int at = i * wide.length;
    for (int t = 0; t < features; t++) {
      rows[at + place(t)] = values[t];
    }
    for (int t = features; t < wide.length; t++) {
      rows[at + place(t)] = 0f;
    }
  }

  private static int place(int feature) {
    int inGroup = feature % RowLoops.SUMS;
    return feature - inGroup + BatchLoops.position(inGroup);
  }

  /**
   * The posterior medians.
   *
   * @param n number of rows from the first on, which were loaded
   * @return r coefficients a row, row after row; overwritten by the next call
   */
  public float[] coefficients(int n) {
    if (n < 0 || n > capacity) {
      throw new IllegalArgumentException("%d rows, expected 0 to %d".formatted(n, capacity));
    }
    int outputs = 2 * rank;
    for (int i = 0; i < n; i++) {
      System.arraycopy(biases, 0, preActivations, i * outputs, outputs);
    }
    // Rows past the last are those of an earlier call or 0.
    for (int i = 0; i < n; i += BatchLoops.ROWS) {
      encoder.addTo(rows, i * wide.length, preActivations, i * outputs);
    }
    boolean finite = true;
    for (int i = 0; i < n; i++) {
      finite &= RowScorer.narrow(preActivations, i * outputs, rank, tile.a(), i * rank);
      finite &= RowScorer.narrow(preActivations, i * outputs + rank, rank, tile.c(), i * rank);
    }
    arithmetic.posterior(model.latent(), n * rank, tile, scale, shape, coefficients);
    if (!finite) {
      replaceInfinite(n);
    }
    return coefficients;
  }

  /** Sums that left the range of single precision are taken in double precision instead. */
  private void replaceInfinite(int n) {
    for (int i = 0; i < n; i++) {
      int from = i * 2 * rank;
      if (Arrays.stream(preActivations, from, from + 2 * rank).allMatch(Double::isFinite)) {
        continue;
      }
      float[] values = new float[features];
      for (int t = 0; t < features; t++) {
        values[t] = rows[i * wide.length + place(t)];
      }
      float[] scored = single.coefficients(null, values, null);
      System.arraycopy(scored, 0, coefficients, i * rank, rank);
    }
  }
}
