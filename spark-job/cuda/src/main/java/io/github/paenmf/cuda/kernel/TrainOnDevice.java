package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.latent.Noise;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
import io.github.paenmf.cuda.kernel.DeviceArithmetic.LatentSums;
import io.github.paenmf.cuda.memory.Uploads;
import io.github.paenmf.cuda.slab.DeviceSlab;

/** A round of training. */
final class TrainOnDevice extends LaidOutPass {

  private final TrainPass pass;
  private final float[] penalty;
  private final float[] givenNoise;
  private final boolean readsRows;
  private final int r;
  private final int m;
  private final int q;

  private final long parts;
  private final long gram;
  private final long coefficients;
  private final long biases;
  private final long penalties;
  private final long noise;

  private final long partTable;
  private final long coefficientTable;

  private final long xth;
  private final long encoder;
  private final long hth;
  private final long variance;
  private final long bias;
  private final long meanGram;
  private final long ph;
  private final long meanPh;
  private final long kl;

  /**
   * Lays out a pass.
   *
   * @param readsRows whether the encoder reads rows, not cached scores
   * @param givenNoise ln(-ln eps) of the only slab, part-major, or null to draw noise
   */
  TrainOnDevice(TrainPass pass, boolean readsRows, float[] givenNoise) {
    super(pass.weights().rank());
    this.pass = pass;
    this.readsRows = readsRows;
    this.givenNoise = givenNoise;
    Weights weights = pass.weights();
    r = weights.rank();
    m = weights.features();
    q = weights.inputs();
    penalty = new float[r];
    for (int j = 0; j < r; j++) {
      penalty[j] = (float) (pass.gram()[j * r + j] / (2 * weights.noiseVariance()));
    }
    long square = (long) r * r;
    parts = inputs.take((long) r * m);
    gram = inputs.take(square);
    coefficients = inputs.take(2L * r * q);
    biases = inputs.take(2L * r);
    penalties = inputs.take(r);
    noise = inputs.take(givenNoise == null ? 0 : givenNoise.length);
    partTable = tables.take(DeviceArithmetic.tableLength(m, r));
    coefficientTable = tables.take(readsRows ? DeviceArithmetic.tableLength(m, 2 * r) : 0);
    xth = takeFloats((long) r * m);
    encoder = takeFloats(2L * r * q);
    hth = sums.take(square);
    variance = sums.take(r);
    bias = sums.take(2L * r);
    meanGram = sums.take(pass.moments() ? square : 0);
    ph = sums.take(r);
    meanPh = sums.take(r);
    kl = sums.take(r);
  }

  @Override
  public int widest() {
    return 2 * r;
  }

  @Override
  public long largestProduct(DeviceSlab slab) {
    long dense = slab.sparse() ? 0 : (long) m * (readsRows ? 2 * r : r);
    return Math.max(dense, Math.max((long) r * r, readsRows ? 0 : 2L * r * q));
  }

  @Override
  public void send(Uploads uploads, long at) {
    Weights weights = pass.weights();
    uploads
        .to(at + parts)
        .add(weights.parts(), 0, r * m)
        .add(pass.gram(), 0, r * r)
        .add(weights.scaleCoefficients(), 0, r * q)
        .add(weights.shapeCoefficients(), 0, r * q)
        .add(weights.scaleBias(), 0, r)
        .add(weights.shapeBias(), 0, r)
        .add(penalty, 0, r);
    if (givenNoise != null) {
      uploads.add(givenNoise, 0, givenNoise.length);
    }
    uploads.end();
  }

  @Override
  public void fillTables(DeviceArithmetic arithmetic, long at, long table) {
    arithmetic.toRows(at + parts, m, r, table + partTable);
    if (readsRows) {
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
    if (readsRows) {
      arithmetic.project(
          slab, new Directions(in + coefficients, table + coefficientTable, 2 * r), at.a());
    } else {
      arithmetic.multiply(slab.scores(), n, q, in + coefficients, 2 * r, 1f, 0f, at.a());
    }
    arithmetic.forward(
        slab,
        at,
        r,
        pass.latent(),
        pass.reading(),
        Noise.roundKey(pass.seed(), pass.round()),
        pass.klWeight(),
        in + biases,
        in + penalties,
        givenNoise == null ? 0 : in + noise,
        pass.moments(),
        new LatentSums(out + kl, out + ph, out + variance, out + meanPh));
    if (pass.moments()) {
      long mean = arithmetic.counted(slab, at.mean(), r, at.counted());
      arithmetic.product(at.mean(), r, mean, r, n, out + meanGram);
    }
    long counted = arithmetic.counted(slab, at.h(), r, at.counted());
    arithmetic.backProject(slab, counted, r, out + xth);
    arithmetic.product(at.h(), r, counted, r, n, out + hth);
    // dH = (H W_f'W_f - P) / sigma^2, in the place of P.
    float precision = (float) (1 / pass.weights().noiseVariance());
    arithmetic.multiply(at.h(), n, r, in + gram, r, precision, -precision, at.p());
    arithmetic.backward(slab, at, r, at.p(), out + bias);
    if (readsRows) {
      arithmetic.backProject(slab, at.a(), 2 * r, out + encoder);
    } else {
      arithmetic.product(slab.scores(), q, at.a(), 2 * r, n, out + encoder);
    }
  }

  @Override
  public void addTo(PassSums from, Statistics<?> into) {
    TrainStatistics train = (TrainStatistics) into;
    from.addTo(train.xth);
    from.addTo(train.hth);
    from.addTo(train.variances);
    from.addTo(train.scaleGradient);
    from.addTo(train.shapeGradient);
    from.addTo(train.scaleBiasGradient);
    from.addTo(train.shapeBiasGradient);
    from.addTo(train.meanGram);
    train.ph += from.total(r);
    train.meanPh += from.total(r);
    train.kl += from.total(r);
  }
}
