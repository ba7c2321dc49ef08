package io.github.paenmf.bench.gpu;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.SignPass;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.Whitening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A random table in blocks, and passes over it. */
final class CheckTable {

  /** Values of a block, as training's have them: 2 MB dense, 4 MB with the indices sparse. */
  private static final int BLOCK_VALUES = (int) (BlockLayout.DENSE_BLOCK_MB * (1 << 20) / 4);

  private final SplittableRandom random;
  private final Shape shape;
  private final List<DataBlock> blocks = new ArrayList<>();

  /**
   * What a table is like.
   *
   * @param name for the report
   * @param rows n
   * @param features m
   * @param rank r
   * @param inputs encoder inputs q, 0 for an encoder that reads rows
   * @param density share of non-zeros, 1 for a dense table
   * @param weighted whether rows have weights
   */
  record Shape(
      String name, int rows, int features, int rank, int inputs, double density, boolean weighted) {

    boolean sparse() {
      return density < 1;
    }

    /** Stored values, about. */
    double values() {
      return (double) rows * features * density;
    }

    Shape withRows(int n) {
      return new Shape(name, n, features, rank, inputs, density, weighted);
    }
  }

  CheckTable(Shape shape) {
    this.shape = shape;
    this.random = new SplittableRandom(shape.hashCode());
    int perBlock = (int) Math.max(1, BLOCK_VALUES / (shape.features * shape.density));
    for (int from = 0; from < shape.rows; from += perBlock) {
      int rows = Math.min(perBlock, shape.rows - from);
      Block x = shape.sparse() ? sparse(rows) : dense(rows);
      float[] scores = shape.inputs == 0 ? null : uniform(shape.inputs * rows, -1.7, 1.7);
      blocks.add(new DataBlock(x, scores));
    }
  }

  Shape shape() {
    return shape;
  }

  List<DataBlock> blocks() {
    return blocks;
  }

  private Block dense(int rows) {
    return new DenseBlock(
        rows, shape.features, uniform(rows * shape.features, 0, 2), weights(rows), keys(rows));
  }

  private Block sparse(int rows) {
    int perRow = (int) Math.max(1, Math.round(shape.features * shape.density));
    int[] start = new int[rows + 1];
    int[] columns = new int[rows * perRow];
    for (int i = 0; i < rows; i++) {
      start[i + 1] = start[i] + perRow;
      // One column of each of perRow neighbouring ranges.
      for (int p = 0; p < perRow; p++) {
        int low = (int) ((long) p * shape.features / perRow);
        int high = (int) ((p + 1L) * shape.features / perRow);
        columns[start[i] + p] = low + random.nextInt(Math.max(1, high - low));
      }
    }
    return new CsrBlock(
        rows,
        shape.features,
        start,
        columns,
        uniform(columns.length, 0, 2),
        weights(rows),
        keys(rows));
  }

  private float[] weights(int rows) {
    return shape.weighted ? uniform(rows, 0, 2) : null;
  }

  private long[] keys(int rows) {
    return random.longs(rows).toArray();
  }

  float[] uniform(int length, double low, double high) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return values;
  }

  private Weights encoderOf(int inputs) {
    int r = shape.rank;
    double size = 0.4 / Math.sqrt(inputs);
    return new Weights(
        r,
        shape.features,
        inputs,
        uniform(r * shape.features, 0, 2.0 / r),
        uniform(r * inputs, -size, size),
        uniform(r, 0, 1),
        uniform(r * inputs, -size, size),
        uniform(r, 0.5, 2.5),
        0.3);
  }

  TrainPass train(Reading reading, boolean moments) {
    Weights weights = encoderOf(shape.inputs == 0 ? shape.features : shape.inputs);
    return new TrainPass(
        weights, gram(weights.parts()), LatentSpec.recommended(1, 1), reading, 11, 3, 0.8, moments);
  }

  EvaluatePass evaluate() {
    return new EvaluatePass(encoderOf(shape.features), LatentSpec.recommended(1, 1));
  }

  NmfPass nmf() {
    int r = shape.rank;
    float[] parts = uniform(r * shape.features, 0, 2.0 / r);
    float[] gram = gram(parts);
    float[] inverse = new float[r * r];
    for (int j = 0; j < r; j++) {
      inverse[j * r + j] = 1 / gram[j * r + j];
    }
    return new NmfPass(shape.features, r, parts, gram, inverse, 10, shape.inputs);
  }

  RangePass range() {
    return new RangePass(shape.features, uniform(shape.rank * shape.features, -1, 1), shape.rank);
  }

  SignPass sign() {
    return new SignPass(shape.features, uniform(shape.rank * shape.features, -1, 1), shape.rank);
  }

  Whitening whitening() {
    int q = Math.max(1, shape.inputs);
    return new Whitening(
        shape.features, q, uniform(q * shape.features, -0.1, 0.1), uniform(q, -1, 1));
  }

  private float[] gram(float[] parts) {
    return Gram.toFloat(Gram.of(parts, shape.rank, shape.features));
  }

  /** A row as m doubles. */
  static double[] row(Block block, int i) {
    double[] row = new double[block.features()];
    if (block instanceof DenseBlock dense) {
      for (int t = 0; t < row.length; t++) {
        row[t] = dense.values()[i * row.length + t];
      }
    } else if (block instanceof CsrBlock csr) {
      Arrays.fill(row, 0);
      for (int p = csr.rowStart()[i]; p < csr.rowStart()[i + 1]; p++) {
        row[csr.columns()[p]] = csr.values()[p];
      }
    }
    return row;
  }
}
