package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.pass.SignPass;
import io.github.paenmf.core.pass.SignStatistics;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.cuda.kernel.DeviceArithmetic.Term;
import io.github.paenmf.cuda.memory.Uploads;
import io.github.paenmf.cuda.slab.DeviceSlab;

/** Norms of the positive and the negative part of Xv. */
final class SignOnDevice implements PassOnDevice {

  private final SignPass pass;
  private final int count;
  private final int m;

  SignOnDevice(SignPass pass) {
    this.pass = pass;
    count = pass.count();
    m = pass.features();
  }

  @Override
  public long inputLength() {
    return (long) count * m;
  }

  @Override
  public long sumLength() {
    return 2L * count;
  }

  @Override
  public long tableLength() {
    return (long) count * m;
  }

  @Override
  public int rank() {
    return count;
  }

  @Override
  public int widest() {
    return count;
  }

  @Override
  public long largestProduct(DeviceSlab slab) {
    return 1;
  }

  @Override
  public void send(Uploads uploads, long at) {
    uploads.to(at).add(pass.directions(), 0, count * m).end();
  }

  @Override
  public void fillTables(DeviceArithmetic arithmetic, long at, long table) {
    arithmetic.toRows(at, m, count, table);
  }

  @Override
  public void fold(
      DeviceArithmetic arithmetic,
      DeviceSlab slab,
      LatentArrays at,
      long in,
      long table,
      long out) {
    int n = slab.rows();
    arithmetic.project(slab, new Directions(in, table, count), at.p());
    long weights = slab.weights();
    arithmetic.partSums(Term.POSITIVE_SQUARES, at.p(), 0, weights, n, count, out);
    arithmetic.partSums(
        Term.OTHER_SQUARES, at.p(), 0, weights, n, count, out + (long) count * Double.BYTES);
  }

  @Override
  public void addTo(DoubleSums from, Statistics<?> into) {
    SignStatistics sign = (SignStatistics) into;
    from.addTo(sign.positive);
    from.addTo(sign.negative);
  }
}
