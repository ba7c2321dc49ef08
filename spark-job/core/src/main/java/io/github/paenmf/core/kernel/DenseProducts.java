package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.linalg.NativeFloats;

/**
 * The products over dense blocks by ND4J. Parts and sum stay outside the heap for a whole pass; a
 * block is copied there once for both products.
 */
public final class DenseProducts implements Products {

  /**
   * From so many rows on, OpenBLAS is faster at the transposed product, parts first, by more than
   * the turning of the result costs.
   */
  private static final int ROWS_TO_TURN = 96;

  private final MatrixProducts products;
  private final NativeFloats parts = new NativeFloats();
  private final NativeFloats block = new NativeFloats();
  private final NativeFloats latent = new NativeFloats();
  private final NativeFloats sum = new NativeFloats();

  /** The values that {@code block} holds now. */
  private float[] held;

  private float[] fetched = new float[0];
  private float[] turned = new float[0];
  private boolean hasParts;
  private int r;
  private int features;
  private int sumLength;
  private boolean sumIsZero;

  /** With these products of matrices. */
  public DenseProducts(MatrixProducts products) {
    this.products = products;
  }

  @Override
  public String name() {
    return products.name();
  }

  @Override
  public void begin(float[] newParts, int newR, int newFeatures) {
    sumLength = PassShape.check(newParts, newR, newFeatures);
    r = newR;
    features = newFeatures;
    held = null;
    hasParts = newParts != null;
    if (hasParts) {
      parts.reserve(sumLength);
      parts.put(newParts, 0, sumLength);
    }
    sumIsZero = true;
  }

  @Override
  public void project(Block x, float[] out) {
    if (!hasParts) {
      throw new IllegalStateException("this pass was begun without parts");
    }
    int rows = hold(x);
    int length = PassShape.latentLength(rows, r, out);
    if (length == 0) {
      return;
    }
    latent.reserve(length);
    if (rows < ROWS_TO_TURN) {
      products.multiply(
          true, false, rows, r, features, 1f, block, features, parts, features, 0f, latent, rows);
      latent.get(0, out, 0, length);
    } else {
      products.multiply(
          true, false, r, rows, features, 1f, parts, features, block, features, 0f, latent, r);
      turned = atLeast(turned, length);
      latent.get(0, turned, 0, length);
      Transposition.fromPaddedRows(turned, 0, r, rows, r, out);
    }
  }

  @Override
  public void backProject(Block x, float[] h) {
    int rows = hold(x);
    int length = PassShape.latentLength(rows, r, h);
    if (length == 0) {
      return;
    }
    latent.reserve(length);
    latent.put(h, 0, length);
    sum.reserve(sumLength);
    float beta = sumIsZero ? 0f : 1f;
    products.multiply(
        false, false, features, r, rows, 1f, block, features, latent, rows, beta, sum, features);
    sumIsZero = false;
  }

  @Override
  public void addSumTo(float[] into) {
    PassShape.checkSum(sumLength, into);
    if (sumIsZero) {
      return;
    }
    fetched = atLeast(fetched, sumLength);
    sum.get(0, fetched, 0, sumLength);
    for (int i = 0; i < sumLength; i++) {
      into[i] += fetched[i];
    }
  }

  private int hold(Block x) {
    DenseBlock dense = PassShape.dense(features, x);
    if (held != dense.values()) {
      int length = dense.values().length;
      block.reserve(length);
      block.put(dense.values(), 0, length);
      held = dense.values();
    }
    return dense.rows();
  }

  private static float[] atLeast(float[] array, int length) {
    return array.length >= length ? array : new float[length];
  }

  @Override
  public void close() {
    parts.close();
    block.close();
    latent.close();
    sum.close();
    held = null;
    hasParts = false;
    sumIsZero = true;
  }
}
