package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.RangeStatistics;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.cuda.kernel.DeviceArithmetic.PartSum;
import io.github.paenmf.cuda.slab.DeviceSlab;
import java.util.List;

/** A step of the range finder. */
final class RangeOnDevice extends DirectionsPass {

  private final int count;
  private final int m;

  private final long product;
  private final long gram;
  private final long columnSums;

  RangeOnDevice(RangePass pass) {
    super(pass.directions().values(), pass.count(), pass.features());
    count = pass.count();
    m = pass.features();
    product = takeFloats((long) count * m);
    gram = sums.take((long) count * count);
    columnSums = sums.take(count);
  }

  @Override
  public long largestProduct(DeviceSlab slab) {
    return Math.max(slab.sparse() ? 0 : (long) count * m, (long) count * count);
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
    long counted = arithmetic.counted(slab, at.p(), count, at.counted());
    arithmetic.backProject(slab, counted, count, out + product);
    arithmetic.product(at.p(), count, counted, count, n, out + gram);
    arithmetic.partSums(List.of(PartSum.of(at.p(), out + columnSums)), slab.weights(), n, count);
  }

  @Override
  public void addTo(PassSums from, Statistics<?> into) {
    RangeStatistics range = (RangeStatistics) into;
    from.addTo(range.product);
    from.addTo(range.gram);
    from.addTo(range.sums);
  }
}
