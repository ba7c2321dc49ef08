package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.pass.SignPass;
import io.github.paenmf.core.pass.SignStatistics;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.cuda.kernel.DeviceArithmetic.PartSum;
import io.github.paenmf.cuda.kernel.DeviceArithmetic.Term;
import io.github.paenmf.cuda.slab.DeviceSlab;
import java.util.List;

/** Norms of the positive and the negative part of Xv. */
final class SignOnDevice extends DirectionsPass {

  private final int count;
  private final long positive;
  private final long negative;

  SignOnDevice(SignPass pass) {
    super(pass.directions().values(), pass.count(), pass.features());
    count = pass.count();
    positive = sums.take(count);
    negative = sums.take(count);
  }

  @Override
  public long largestProduct(DeviceSlab slab) {
    return 1;
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
    arithmetic.partSums(
        List.of(
            new PartSum(Term.POSITIVE_SQUARES, at.p(), 0, out + positive),
            new PartSum(Term.OTHER_SQUARES, at.p(), 0, out + negative)),
        slab.weights(),
        n,
        count);
  }

  @Override
  public void addTo(PassSums from, Statistics<?> into) {
    SignStatistics sign = (SignStatistics) into;
    from.addTo(sign.positive);
    from.addTo(sign.negative);
  }
}
