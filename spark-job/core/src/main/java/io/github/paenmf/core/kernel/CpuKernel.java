package io.github.paenmf.core.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSums;
import io.github.paenmf.core.latent.LatentTile;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.linalg.DoubleGram;
import io.github.paenmf.core.linalg.DoubleRange;
import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.linalg.TiledGram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.nmf.HalsCoefficients;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.EvaluateStatistics;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.NmfStatistics;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.RangeStatistics;
import io.github.paenmf.core.pass.SignPass;
import io.github.paenmf.core.pass.SignStatistics;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.SummaryPass;
import io.github.paenmf.core.pass.SummaryStatistics;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
import io.github.paenmf.core.pass.Whitening;

/**
 * The arithmetic of a block on the processor: products over X by ND4J or tiles (dense) or by
 * compressed sparse rows, small ones by {@link LatentProducts}, the latents by {@link
 * LatentArithmetic}. Work arrays only grow.
 */
public final class CpuKernel implements BlockKernel {

  private final LatentArithmetic arithmetic;
  private final LatentTile tile = new LatentTile();
  private final HalsCoefficients hals = new HalsCoefficients();
  private final ProductsPair parts;
  private final ProductsPair rawScale;
  private final ProductsPair rawShape;
  private final LatentProducts latents;
  private final DoubleGram doubles;
  private final TiledGram latentGram = new TiledGram(false);
  private final DoubleRange denseRange;
  private final SparseRange sparseRange;
  private final DoubleProjection projection = new DoubleProjection();

  private float[] p = new float[0];
  private float[] h = new float[0];
  private float[] weighted = new float[0];
  private float[] square = new float[0];
  private float[] rowBuffer = new float[0];

  /** With the fastest latent arithmetic that this JVM can run. */
  public CpuKernel() {
    this(LatentArithmetic.best());
  }

  /** With this latent arithmetic. */
  public CpuKernel(LatentArithmetic arithmetic) {
    this(arithmetic, MatrixProducts.ofBackend());
  }

  /** With this latent arithmetic and these products of matrices. */
  public CpuKernel(LatentArithmetic arithmetic, MatrixProducts products) {
    this.arithmetic = arithmetic;
    parts = new ProductsPair(products);
    rawScale = new ProductsPair(products);
    rawShape = new ProductsPair(products);
    latents = new LatentProducts(products);
    doubles = new DoubleGram(products);
    denseRange = new DoubleRange(products);
    sparseRange = new SparseRange(doubles);
  }

  @Override
  public String name() {
    return parts.name() + "+latent-" + arithmetic.name();
  }

  @Override
  public void begin(Pass<?> pass) {
    parts.reset();
    rawScale.reset();
    rawShape.reset();
    latents.reset();
  }

  @Override
  public void fold(SummaryPass pass, DataBlock block, SummaryStatistics into) {
    parts.choose(block.x());
    into.rows += block.rows();
    into.weight += BlockSums.weight(block.x());
    into.squaredNorm += BlockSums.squaredNorm(block.x());
    BlockSums.addColumnSums(block.x(), into.columnSums);
  }

  @Override
  public void fold(RangePass pass, DataBlock block, RangeStatistics into) {
    parts.choose(block.x());
    float[] directions = pass.directions().values();
    int count = pass.count();
    if (block.x() instanceof CsrBlock sparse) {
      sparseRange.add(sparse, directions, count, into.product, into.gram, into.sums);
    } else if (block.x() instanceof DenseBlock dense) {
      denseRange.add(
          dense.values(),
          dense.rows(),
          dense.features(),
          dense.weights(),
          directions,
          count,
          into.product,
          into.gram,
          into.sums);
    }
  }

  @Override
  public void fold(SignPass pass, DataBlock block, SignStatistics into) {
    Block x = block.x();
    int rows = x.rows();
    int count = pass.count();
    p = grown(p, count * rows);
    parts.begin(x, pass.directions().values(), count).project(x, p);
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < rows; i++) {
        double u = p[j * rows + i];
        double square = x.weight(i) * u * u;
        if (u > 0) {
          into.positive[j] += square;
        } else {
          into.negative[j] += square;
        }
      }
    }
  }

  @Override
  public void fold(NmfPass pass, DataBlock block, NmfStatistics into) {
    Block x = block.x();
    int rows = x.rows();
    int rank = pass.rank();
    p = grown(p, rank * rows);
    h = grown(h, rank * rows);
    Products products = parts.begin(x, pass.parts(), rank);
    products.project(x, p);
    solve(pass, rows);
    float[] counted = counted(h, x, rank);
    products.backProject(x, counted);
    // In double: what rounding leaves here grows from round to round of a warm start.
    latentGram.add(h, counted, rank, rows, into.hth);
    RowSums.addSums(counted, rank, rows, into.sums);
    into.ph += RowSums.dot(p, counted, rank * rows);
    if (pass.inputs() > 0) {
      addScoreProducts(block, counted, pass, into);
    }
  }

  /** Coefficients in {@link #h} from P in {@link #p}. */
  private void solve(NmfPass pass, int rows) {
    int rank = pass.rank();
    latents.multiply(parts.byTiles(), p, pass.ridgeInverse(), rank, rows, h);
    for (int i = 0; i < rank * rows; i++) {
      h[i] = Math.max(0f, h[i]);
    }
    hals.update(h, p, pass.gram(), rank, rows, pass.sweeps());
  }

  private void addScoreProducts(
      DataBlock block, float[] counted, NmfPass pass, NmfStatistics into) {
    int rows = block.rows();
    int rank = pass.rank();
    int inputs = pass.inputs();
    float[] scores = block.scores();
    square = grown(square, rank * inputs);
    latents.withScores(counted, rank, scores, inputs, rows, square);
    RowSums.add(square, into.scoreProducts);
    for (int s = 0; s < inputs; s++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += block.x().weight(i) * scores[s * rows + i];
      }
      into.scoreSums[s] += sum;
    }
  }

  @Override
  public void fold(TrainPass pass, DataBlock block, TrainStatistics into) {
    Block x = block.x();
    Weights weights = pass.weights();
    int rows = x.rows();
    int rank = weights.rank();
    p = grown(p, rank * rows);
    Products products = parts.begin(x, weights.parts(), rank);
    products.project(x, p);
    encode(weights, block, block.scores() == null, pass.moments());
    LatentSums sums =
        arithmetic.forward(
            pass.latent(),
            pass.reading(),
            pass.seed(),
            pass.round(),
            x.keys(),
            x.weights(),
            pass.klWeight(),
            variancePenalty(pass.gram(), rank, weights.noiseVariance()),
            rows,
            rank,
            pass.moments(),
            tile);
    into.kl += sums.kl();
    if (pass.moments() || pass.reading() == Reading.EXPECTED) {
      addTo(into.variances, sums.variance());
    }
    if (pass.moments()) {
      float[] mean = counted(tile.mean(), x, rank);
      into.meanPh += RowSums.dot(p, mean, rank * rows);
      latentGram.add(tile.mean(), mean, rank, rows, into.meanGram);
    }
    float[] counted = counted(tile.h(), x, rank);
    into.ph += RowSums.dot(p, counted, rank * rows);
    // In double: the squared error is what is left of ||X||^2, and its changes are less still. The
    // rounding of float32 sums would decide when a fit ends.
    latentGram.add(tile.h(), counted, rank, rows, into.hth);
    // From here on P is the gradient by the latents.
    latents.errorGradient(
        parts.byTiles(), tile.h(), pass.gram(), weights.noiseVariance(), rank, rows, p);
    arithmetic.backward(p, x.weights(), rows, rank, tile);
    encoderGradient(block, weights, into);
    // Last, since going through X once more drives the latents out of the cache.
    products.backProject(x, counted);
  }

  /** Pre-activations of the latents of a block, into the tile. */
  private void encode(Weights weights, DataBlock block, boolean readsRows, boolean moments) {
    int rows = block.rows();
    int rank = weights.rank();
    tile.reserve(rows, rank, moments);
    if (readsRows) {
      rawScale.begin(block.x(), weights.scaleCoefficients(), rank).project(block.x(), tile.a());
      rawShape.begin(block.x(), weights.shapeCoefficients(), rank).project(block.x(), tile.c());
      LatentProducts.addBias(tile.a(), weights.scaleBias(), rows);
      LatentProducts.addBias(tile.c(), weights.shapeBias(), rows);
    } else {
      latents.encode(parts.byTiles(), weights, block.scores(), rows, tile.a(), tile.c());
    }
  }

  private void encoderGradient(DataBlock block, Weights weights, TrainStatistics into) {
    int rows = block.rows();
    int rank = weights.rank();
    RowSums.addSums(tile.gradA(), rank, rows, into.scaleBiasGradient);
    RowSums.addSums(tile.gradC(), rank, rows, into.shapeBiasGradient);
    if (block.scores() == null) {
      rawScale.products().backProject(block.x(), tile.gradA());
      rawShape.products().backProject(block.x(), tile.gradC());
    } else {
      latents.addEncoderGradient(
          parts.byTiles(),
          rank,
          block.scores(),
          weights.inputs(),
          rows,
          tile.gradA(),
          tile.gradC(),
          into.scaleGradient,
          into.shapeGradient);
    }
  }

  @Override
  public void fold(EvaluatePass pass, DataBlock block, EvaluateStatistics into) {
    Block x = block.x();
    Weights weights = pass.weights();
    int rows = x.rows();
    int rank = weights.rank();
    parts.choose(x);
    encode(weights, block, !pass.readsInputs(), true);
    // The median reading, with the moments beside it.
    LatentSums sums =
        arithmetic.forward(
            pass.latent(),
            Reading.MEDIAN,
            0,
            0,
            null,
            x.weights(),
            0,
            null,
            rows,
            rank,
            true,
            tile);
    addTo(into.kl, sums.partKl());
    addTo(into.variances, sums.variance());
    float[] mean = counted(tile.mean(), x, rank);
    latentGram.add(tile.mean(), mean, rank, rows, into.meanGram);
    into.meanPh += projection.inner(x, weights.parts(), rank, mean);
    RowSums.addSums(mean, rank, rows, into.meanSums);
    float[] median = counted(tile.h(), x, rank);
    latentGram.add(tile.h(), median, rank, rows, into.medianGram);
    into.medianPh += projection.inner(median);
    into.squaredNorm += BlockSums.squaredNorm(x);
    into.weight += BlockSums.weight(x);
    into.rows += rows;
  }

  @Override
  public float[] scores(Whitening whitening, DataBlock block) {
    Block x = block.x();
    int rows = x.rows();
    int inputs = whitening.inputs();
    float[] scores = new float[Math.multiplyExact(inputs, rows)];
    parts.reset();
    parts.begin(x, whitening.directions().values(), inputs).project(x, scores);
    for (int s = 0; s < inputs; s++) {
      float offset = whitening.offsets()[s];
      for (int i = 0; i < rows; i++) {
        scores[s * rows + i] -= offset;
      }
    }
    parts.reset();
    return scores;
  }

  @Override
  public void end(Pass<?> pass, Statistics<?> into) {
    projection.reset();
    if (!parts.begun()) {
      return;
    }
    if (into instanceof NmfStatistics nmf) {
      parts.products().addSumTo(nmf.xth);
    } else if (into instanceof TrainStatistics train) {
      parts.products().addSumTo(train.xth);
      if (rawScale.begun()) {
        rawScale.products().addSumTo(train.scaleGradient);
        rawShape.products().addSumTo(train.shapeGradient);
      }
      latents.addEncoderSumsTo(train.scaleGradient, train.shapeGradient);
    }
  }

  /** The array itself, or a copy with every row multiplied by its weight. */
  private float[] counted(float[] latent, Block x, int rank) {
    if (x.weights() == null) {
      return latent;
    }
    weighted = grown(weighted, rank * x.rows());
    RowSums.weigh(latent, x.weights(), rank, x.rows(), weighted);
    return weighted;
  }

  /** ||w_j||^2 / (2 sigma^2): what a unit of variance of a latent costs. */
  private float[] variancePenalty(float[] gram, int rank, double noiseVariance) {
    rowBuffer = grown(rowBuffer, rank);
    for (int j = 0; j < rank; j++) {
      rowBuffer[j] = (float) (gram[j * rank + j] / (2 * noiseVariance));
    }
    return rowBuffer;
  }

  private static void addTo(double[] into, double[] from) {
    for (int j = 0; j < into.length; j++) {
      into[j] += from[j];
    }
  }

  private static float[] grown(float[] array, int length) {
    return array.length < length ? new float[length] : array;
  }

  @Override
  public void close() {
    parts.close();
    rawScale.close();
    rawShape.close();
    latents.close();
    doubles.close();
    denseRange.close();
  }
}
