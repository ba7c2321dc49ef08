package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.NmfStatistics;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.cuda.kernel.DeviceArithmetic.PartSum;
import io.github.paenmf.cuda.memory.Uploads;
import io.github.paenmf.cuda.slab.DeviceSlab;
import java.util.List;

/** A round of plain NMF. */
final class NmfOnDevice extends LaidOutPass {

  private final NmfPass pass;
  private final int r;
  private final int m;
  private final int q;

  private final long parts;
  private final long gram;
  private final long ridgeInverse;

  private final long xth;
  private final long hth;
  private final long rowSums;
  private final long scoreProducts;
  private final long scoreSums;
  private final long ph;

  NmfOnDevice(NmfPass pass) {
    super(pass.rank());
    this.pass = pass;
    r = pass.rank();
    m = pass.features();
    q = pass.inputs();
    long square = (long) r * r;
    parts = inputs.take((long) r * m);
    gram = inputs.take(square);
    ridgeInverse = inputs.take(square);
    tables.take(DeviceArithmetic.tableLength(m, r));
    xth = takeFloats((long) r * m);
    hth = sums.take(square);
    rowSums = sums.take(r);
    scoreProducts = sums.take((long) r * q);
    scoreSums = sums.take(q);
    ph = sums.take(r);
  }

  @Override
  public int widest() {
    return Math.max(r, q);
  }

  @Override
  public long largestProduct(DeviceSlab slab) {
    long dense = slab.sparse() ? 0 : (long) m * r;
    return Math.max(dense, (long) r * Math.max(r, q));
  }

  @Override
  public void send(Uploads uploads, long at) {
    uploads
        .to(at + parts)
        .add(pass.parts(), 0, r * m)
        .add(pass.gram(), 0, r * r)
        .add(pass.ridgeInverse(), 0, r * r)
        .end();
  }

  @Override
  public void fillTables(DeviceArithmetic arithmetic, long at, long table) {
    arithmetic.toRows(at + parts, m, r, table);
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
    arithmetic.project(slab, new Directions(in + parts, table, r), at.p());
    arithmetic.multiply(at.p(), n, r, in + ridgeInverse, r, 1f, 0f, at.h());
    arithmetic.hals(at.h(), at.p(), in + gram, n, r, pass.sweeps());
    long counted = arithmetic.counted(slab, at.h(), r, at.counted());
    arithmetic.backProject(slab, counted, r, out + xth);
    arithmetic.product(at.h(), r, counted, r, n, out + hth);
    arithmetic.partSums(
        List.of(PartSum.of(at.h(), out + rowSums), PartSum.of(at.p(), at.h(), out + ph)),
        slab.weights(),
        n,
        r);
    if (q > 0) {
      arithmetic.product(slab.scores(), q, counted, r, n, out + scoreProducts);
      arithmetic.partSums(
          List.of(PartSum.of(slab.scores(), out + scoreSums)), slab.weights(), n, q);
    }
  }

  @Override
  public void addTo(PassSums from, Statistics<?> into) {
    NmfStatistics nmf = (NmfStatistics) into;
    from.addTo(nmf.xth);
    from.addTo(nmf.hth);
    from.addTo(nmf.sums);
    from.addTo(nmf.scoreProducts);
    from.addTo(nmf.scoreSums);
    nmf.ph += from.total(r);
  }
}
