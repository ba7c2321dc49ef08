package io.github.paenmf.cuda.kernel;

import io.github.paenmf.cuda.memory.Uploads;

/** A pass that projects rows on some directions and is sent nothing else. */
abstract class DirectionsPass extends LaidOutPass {

  private final float[] directions;
  private final int count;
  private final int m;

  /**
   * Lays out what is sent.
   *
   * @param directions count x m
   * @param count of them
   * @param m features
   */
  DirectionsPass(float[] directions, int count, int m) {
    super(count);
    this.directions = directions;
    this.count = count;
    this.m = m;
    inputs.take((long) count * m);
    tables.take(DeviceArithmetic.tableLength(m, count));
  }

  @Override
  public final int widest() {
    return count;
  }

  @Override
  public final void send(Uploads uploads, long at) {
    uploads.to(at).add(directions, 0, count * m).end();
  }

  @Override
  public final void fillTables(DeviceArithmetic arithmetic, long at, long table) {
    arithmetic.toRows(at, m, count, table);
  }
}
