package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.tile.TiledPass;
import io.github.paenmf.core.tile.Tiles;

/** The products over dense blocks by tiles of vectors. */
final class TiledProducts implements Products {

  private final String name;
  private final TiledPass pass;
  private boolean hasParts;
  private int r;
  private int features;
  private int sumLength;

  TiledProducts(Tiles tiles) {
    name = tiles.name();
    pass = tiles.pass();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void begin(float[] parts, int newR, int newFeatures) {
    sumLength = PassShape.check(parts, newR, newFeatures);
    r = newR;
    features = newFeatures;
    hasParts = parts != null;
    pass.begin(parts, r, features);
  }

  @Override
  public void project(Block x, float[] out) {
    if (!hasParts) {
      throw new IllegalStateException("this pass was begun without parts");
    }
    DenseBlock dense = PassShape.dense(features, x);
    PassShape.latentLength(dense.rows(), r, out);
    pass.project(dense.values(), dense.rows(), out);
  }

  @Override
  public void backProject(Block x, float[] h) {
    DenseBlock dense = PassShape.dense(features, x);
    PassShape.latentLength(dense.rows(), r, h);
    pass.backProject(dense.values(), dense.rows(), h);
  }

  @Override
  public boolean byTiles() {
    return true;
  }

  @Override
  public void addSumTo(float[] into) {
    PassShape.checkSum(sumLength, into);
    pass.addSumTo(into);
  }

  /** There is nothing outside the heap. */
  @Override
  public void close() {
    hasParts = false;
  }
}
