package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.BlockBuilder;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.SignPass;
import io.github.paenmf.core.pass.TrainPass;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A random table in blocks, and passes over it. */
final class Table {

  final int features;
  final int rank;
  final int inputs;
  final List<DataBlock> blocks = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(7);

  /**
   * Random rows.
   *
   * @param inputs encoder inputs of the cached scores, 0 for none
   * @param blockBytes size of a block
   */
  Table(
      int rows,
      int features,
      int rank,
      int inputs,
      boolean sparse,
      boolean weighted,
      int blockBytes) {
    this.features = features;
    this.rank = rank;
    this.inputs = inputs;
    List<DataPoint> points = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float[] row = new float[features];
      for (int t = 0; t < features; t++) {
        boolean zero = sparse && random.nextInt(8) != 0;
        row[t] = zero ? 0f : (float) random.nextDouble(0, 2);
      }
      points.add(DataPoint.dense(row, weighted ? i % 4 * 0.5f : 1f));
    }
    BlockLayout layout = new BlockLayout(sparse, 1, blockBytes);
    for (Block block : new BlockBuilder(layout, features).build(points)) {
      blocks.add(
          new DataBlock(block, inputs == 0 ? null : vectors(inputs * block.rows(), -1.5, 1.5)));
    }
  }

  float[] vectors(int length, double low, double high) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(low, high);
    }
    return values;
  }

  Weights weights(boolean readsRows) {
    int q = readsRows ? features : inputs;
    double size = 0.4 / Math.sqrt(q);
    return new Weights(
        rank,
        features,
        q,
        vectors(rank * features, 0, 0.5),
        vectors(rank * q, -size, size),
        vectors(rank, 0, 1),
        vectors(rank * q, -size, size),
        vectors(rank, 0.5, 2.5),
        0.3);
  }

  TrainPass train(Reading reading, LatentSpec spec, boolean moments) {
    Weights weights = weights(inputs == 0);
    return new TrainPass(weights, gram(weights.parts()), spec, reading, 11, 3, 0.8, moments);
  }

  EvaluatePass evaluate() {
    return new EvaluatePass(weights(true), LatentSpec.recommended(1, 1));
  }

  /** Of an encoder that reads the inputs beside the blocks, as one with extra inputs does. */
  EvaluatePass evaluateInputs() {
    return new EvaluatePass(weights(false), LatentSpec.recommended(1, 1), true);
  }

  NmfPass nmf() {
    float[] parts = vectors(rank * features, 0, 1);
    float[] inverse = new float[rank * rank];
    for (int j = 0; j < rank; j++) {
      inverse[j * rank + j] = 1f / features;
    }
    return new NmfPass(features, rank, parts, gram(parts), inverse, 10, inputs);
  }

  RangePass range() {
    return new RangePass(features, vectors(rank * features, -1, 1), rank);
  }

  SignPass sign() {
    return new SignPass(features, vectors(rank * features, -1, 1), rank);
  }

  private float[] gram(float[] parts) {
    return Gram.toFloat(Gram.of(parts, rank, features));
  }
}
