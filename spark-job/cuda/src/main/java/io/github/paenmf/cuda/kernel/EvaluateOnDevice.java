package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.kernel.BlockSums;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.EvaluateStatistics;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.cuda.kernel.DeviceArithmetic.PartSum;
import io.github.paenmf.cuda.memory.Uploads;
import io.github.paenmf.cuda.slab.DeviceSlab;
import java.util.List;

/**
 * The exact objective at given weights; norm, weight and number of rows are counted on the host.
 */
final class EvaluateOnDevice extends LaidOutPass {

  private final EvaluatePass pass;
  private final int r;
  private final int m;
  private final int q;

  private final long parts;
  private final long coefficients;
  private final long biases;

  private final long partTable;
  private final long coefficientTable;

  private final long meanGram;
  private final long variance;
  private final long medianGram;
  private final long meanSums;
  private final long kl;
  private final long meanPh;
  private final long medianPh;

  EvaluateOnDevice(EvaluatePass pass) {
    super(pass.weights().rank());
    this.pass = pass;
    Weights weights = pass.weights();
    r = weights.rank();
    m = weights.features();
    q = weights.inputs();
    if (!pass.readsInputs() && q != m) {
      throw new IllegalArgumentException(
          "an encoder that reads rows of %d features has %d inputs".formatted(m, q));
    }
    long square = (long) r * r;
    parts = inputs.take((long) r * m);
    coefficients = inputs.take(2L * r * q);
    biases = inputs.take(2L * r);
    partTable = tables.take(DeviceArithmetic.tableLength(m, r));
    coefficientTable = tables.take(pass.readsInputs() ? 0 : DeviceArithmetic.tableLength(m, 2 * r));
    meanGram = sums.take(square);
    variance = sums.take(r);
    medianGram = sums.take(square);
    meanSums = sums.take(r);
    kl = sums.take(r);
    meanPh = sums.take(r);
    medianPh = sums.take(r);
  }

  @Override
  public int widest() {
    return 2 * r;
  }

  @Override
  public long largestProduct(DeviceSlab slab) {
    return (long) r * r;
  }

  @Override
  public void send(Uploads uploads, long at) {
    Weights weights = pass.weights();
    uploads
        .to(at + parts)
        .add(weights.parts(), 0, r * m)
        .add(weights.scaleCoefficients(), 0, r * q)
        .add(weights.shapeCoefficients(), 0, r * q)
        .add(weights.scaleBias(), 0, r)
        .add(weights.shapeBias(), 0, r)
        .end();
  }

  @Override
  public void fillTables(DeviceArithmetic arithmetic, long at, long table) {
    arithmetic.toRows(at + parts, m, r, table + partTable);
    if (!pass.readsInputs()) {
      arithmetic.toRows(at + coefficients, m, 2 * r, table + coefficientTable);
    }
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
    arithmetic.project(slab, new Directions(in + parts, table + partTable, r), at.p());
    if (pass.readsInputs()) {
      arithmetic.multiply(slab.scores(), n, q, in + coefficients, 2 * r, 1f, 0f, at.a());
    } else {
      arithmetic.project(
          slab, new Directions(in + coefficients, table + coefficientTable, 2 * r), at.a());
    }
    // The median reading, with the moments beside it.
    arithmetic.forward(
        slab, at, r, pass.latent(), Reading.MEDIAN, 0, 0, in + biases, 0, 0, true, null);
    arithmetic.partSums(
        List.of(
            PartSum.of(at.kl(), out + kl),
            PartSum.of(at.variance(), out + variance),
            PartSum.of(at.p(), at.mean(), out + meanPh),
            PartSum.of(at.p(), at.h(), out + medianPh)),
        slab.weights(),
        n,
        r);
    arithmetic.partSums(List.of(PartSum.of(at.mean(), out + meanSums)), slab.weights(), n, r);
    long mean = arithmetic.counted(slab, at.mean(), r, at.counted());
    arithmetic.product(at.mean(), r, mean, r, n, out + meanGram);
    long median = arithmetic.counted(slab, at.h(), r, at.counted());
    arithmetic.product(at.h(), r, median, r, n, out + medianGram);
  }

  @Override
  public void count(DataBlock block, Statistics<?> into) {
    EvaluateStatistics evaluate = (EvaluateStatistics) into;
    evaluate.squaredNorm += BlockSums.squaredNorm(block.x());
    evaluate.weight += BlockSums.weight(block.x());
    evaluate.rows += block.rows();
  }

  @Override
  public void addTo(PassSums from, Statistics<?> into) {
    EvaluateStatistics evaluate = (EvaluateStatistics) into;
    from.addTo(evaluate.meanGram);
    from.addTo(evaluate.variances);
    from.addTo(evaluate.medianGram);
    from.addTo(evaluate.meanSums);
    from.addTo(evaluate.kl);
    evaluate.meanPh += from.total(r);
    evaluate.medianPh += from.total(r);
  }
}
