package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;

/**
 * Large passes by one way, small ones by another. Tiles are compiled while they run, which costs a
 * JVM half a second: tables whose passes are short do without.
 *
 * <p>The name is that of both, since the size decides, and a fit has passes of different sizes.
 */
final class SizedProducts implements Products {

  /** Numbers of the parts from which a pass is large. */
  static final int LARGE = 1 << 16;

  private final Products small;
  private final Products large;
  private Products current;

  SizedProducts(Products small, Products large) {
    this.small = small;
    this.large = large;
    current = small;
  }

  @Override
  public String name() {
    return large.name() + "-" + small.name();
  }

  @Override
  public void begin(float[] parts, int r, int features) {
    current = (long) r * features < LARGE ? small : large;
    current.begin(parts, r, features);
  }

  @Override
  public void project(Block x, float[] out) {
    current.project(x, out);
  }

  @Override
  public void backProject(Block x, float[] h) {
    current.backProject(x, h);
  }

  @Override
  public boolean byTiles() {
    return current.byTiles();
  }

  @Override
  public void addSumTo(float[] into) {
    current.addSumTo(into);
  }

  @Override
  public void close() {
    small.close();
    large.close();
  }
}
