package io.github.paenmf.core.latent;

/**
 * Reusable work arrays of the latents of n rows and r parts, part-major: element (row i, part j)
 * stands at {@code [j * n + i]}. Arrays only grow, so they may be longer than r x n. Used by one
 * thread at a time.
 */
public final class LatentTile {

  private static final float[] NONE = {};

  final Strip strip = new Strip();

  /** The stages that were made last for {@link #strip}, and what for. */
  Object stagesFor;

  Stage[] stages;

  /** The rows' words for the noise; vectors may reach past the last. */
  int[] rowHigh = {};

  int[] rowLow = {};

  float[] klHigh = NONE;
  float[] klLow = NONE;

  private float[] a = NONE;
  private float[] c = NONE;
  private float[] h = NONE;
  private float[] hByA = NONE;
  private float[] hByC = NONE;
  private float[] gradA = NONE;
  private float[] gradC = NONE;
  private float[] mean = NONE;
  private float[] variance = NONE;
  private double[] rowKl = {};

  /**
   * Makes room for n rows and r parts. Contents are undefined after growth.
   *
   * @param moments whether {@link #mean} and {@link #variance} are wanted too
   */
  public void reserve(int n, int r, boolean moments) {
    // Vectors may reach past the last pair.
    int cells = Math.addExact(Math.multiplyExact(n, r), Strip.LENGTH);
    if (a.length < cells) {
      a = new float[cells];
      c = new float[cells];
      h = new float[cells];
      hByA = new float[cells];
      hByC = new float[cells];
      gradA = new float[cells];
      gradC = new float[cells];
    }
    if (moments && mean.length < cells) {
      mean = new float[cells];
      variance = new float[cells];
    }
    if (rowKl.length < n) {
      rowHigh = new int[n + Strip.LENGTH];
      rowLow = new int[n + Strip.LENGTH];
      klHigh = new float[n];
      klLow = new float[n];
      rowKl = new double[n];
    }
  }

  /** Pre-activation of the scale, input. */
  public float[] a() {
    return a;
  }

  /** Pre-activation of the shape, input. */
  public float[] c() {
    return c;
  }

  /** The coefficient as read: a draw, the median or the mean. */
  public float[] h() {
    return h;
  }

  /** dh/da. */
  public float[] hByA() {
    return hByA;
  }

  /** dh/dc. */
  public float[] hByC() {
    return hByC;
  }

  /** After forward the direct part of the objective's gradient by a; after backward all of it. */
  public float[] gradA() {
    return gradA;
  }

  /** After forward the direct part of the objective's gradient by c; after backward all of it. */
  public float[] gradC() {
    return gradC;
  }

  /** E[h], when moments were asked for. */
  public float[] mean() {
    return mean;
  }

  /** Var(h), when moments were asked for. */
  public float[] variance() {
    return variance;
  }

  /** Sum of KL over the parts for each of the n rows, in nats, without row weight or klWeight. */
  public double[] rowKl() {
    return rowKl;
  }
}
