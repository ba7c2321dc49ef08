package io.github.paenmf.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.BlockBuilder;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.SummaryPass;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
import io.github.paenmf.core.reference.Evaluation;
import io.github.paenmf.core.reference.RandomCase;
import io.github.paenmf.core.reference.ReferenceObjective;
import io.github.paenmf.core.reference.ReferenceWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A round of training on the processor against the float64 reference, and against itself. */
class CpuKernelTest {

  private static final double FLOAT32 = 5e-5;

  @Property(tries = 40)
  void everyFormIsTheReference(
      @ForAll long seed, @ForAll Reading reading, @ForAll KernelObjective.Form form) {
    RandomCase given = RandomCase.of(seed, reading);
    Evaluation expected =
        ReferenceObjective.naive(
            given.settings(), given.x(), given.epsilon(), given.rowWeights(), given.weights());
    KernelObjective.Result actual =
        KernelObjective.evaluate(
            given.settings(),
            given.x(),
            given.epsilon(),
            given.rowWeights(),
            given.weights(),
            form);
    assertThat(relative(actual.objective(), expected.objective())).isLessThan(FLOAT32);
    close(actual.gradients(), expected.gradients(), FLOAT32);
  }

  /** Weights 0, 1 and 2 are the row absent, once and twice. */
  @Property(tries = 40)
  void aWeightCountsTheRow(
      @ForAll long seed, @ForAll Reading reading, @ForAll KernelObjective.Form form) {
    RandomCase given = RandomCase.of(seed, reading);
    List<double[]> rows = new ArrayList<>();
    List<double[]> noise = new ArrayList<>();
    for (int i = 0; i < given.x().length; i++) {
      for (int copy = 0; copy < given.rowWeights()[i]; copy++) {
        rows.add(given.x()[i]);
        noise.add(given.epsilon()[i]);
      }
    }
    KernelObjective.Result repeated =
        KernelObjective.evaluate(
            given.settings(),
            rows.toArray(double[][]::new),
            noise.toArray(double[][]::new),
            null,
            given.weights(),
            form);
    KernelObjective.Result weighted =
        KernelObjective.evaluate(
            given.settings(),
            given.x(),
            given.epsilon(),
            given.rowWeights(),
            given.weights(),
            form);
    assertThat(relative(weighted.objective(), repeated.objective())).isLessThan(FLOAT32);
    close(weighted.gradients(), repeated.gradients(), FLOAT32);
  }

  /** With the kernel's own noise, which goes with the row's content and not with its place. */
  @Property(tries = 40)
  void theCutDoesNotMatter(@ForAll long seed, @ForAll Reading reading, @ForAll boolean sparse) {
    RandomCase given = RandomCase.of(seed, reading);
    Weights weights = KernelObjective.floats(given.weights(), given.settings().noiseVariance());
    TrainPass pass =
        new TrainPass(
            weights,
            Gram.toFloat(Gram.of(weights.parts(), weights.rank(), weights.features())),
            LatentSpec.recommended(1, 1),
            reading,
            5,
            3,
            1,
            true);
    TrainStatistics one = fold(pass, blocks(given, sparse, 1 << 20));
    List<Block> several = blocks(given, sparse, 1);
    assertThat(several).hasSize(given.x().length);
    close(pass, fold(pass, several), one, given);
    TrainStatistics merged = fold(pass, several.subList(0, 1));
    merged.add(fold(pass, several.subList(1, several.size())));
    close(pass, merged, one, given);
    close(pass, fold(pass, blocks(given, !sparse, 1 << 20)), one, given);
  }

  /**
   * The squared error is what is left when these sums cancel: in float32 their last digits would
   * depend on how many rows stand in a block, and with them when training ends.
   */
  @Example
  void sumsOverTheLatentsAreExactHoweverManyRowsABlockHas() {
    float[] parts = {1, 2, 3, 4};
    float[] none = new float[4];
    Weights weights =
        new Weights(
            2, 2, 2, parts, none, new float[] {0.3f, 1.7f}, none, new float[] {2.1f, 0.4f}, 1);
    TrainPass pass =
        new TrainPass(
            weights,
            Gram.toFloat(Gram.of(parts, 2, 2)),
            LatentSpec.recommended(1, 1),
            Reading.MEDIAN,
            1,
            0,
            1,
            true);
    int rows = 10_007;
    TrainStatistics one = fold(pass, List.of(ones(1)));
    TrainStatistics all = fold(pass, List.of(ones(rows)));
    for (int j = 0; j < 4; j++) {
      assertThat(one.hth[j]).isPositive();
      assertThat(all.hth[j]).isCloseTo(rows * one.hth[j], withinPercentage(1e-10));
      assertThat(all.meanGram[j]).isCloseTo(rows * one.meanGram[j], withinPercentage(1e-10));
    }
  }

  private static Block ones(int rows) {
    float[] values = new float[2 * rows];
    Arrays.fill(values, 1f);
    return new DenseBlock(rows, 2, values, null, new long[rows]);
  }

  /** A kernel goes from fit to fit. */
  @Example
  void theNameTellsOfTheBlocksThatCameLast() {
    Block dense = new DenseBlock(1, 2, new float[] {1, 2}, null, new long[1]);
    Block sparse =
        new CsrBlock(1, 2, new int[] {0, 1}, new int[] {1}, new float[] {3}, null, new long[1]);
    RangePass range = new RangePass(2, new float[] {1, 0}, 1);
    try (CpuKernel kernel = new CpuKernel()) {
      nameAfter(kernel, range, dense, Products.forBlock(dense).name());
      nameAfter(kernel, new SummaryPass(2), sparse, "csr-");
      nameAfter(kernel, range, dense, Products.forBlock(dense).name());
      nameAfter(kernel, range, sparse, "csr-");
    }
  }

  private static <S extends Statistics<S>> void nameAfter(
      CpuKernel kernel, Pass<S> pass, Block block, String name) {
    kernel.begin(pass);
    S sums = pass.empty();
    pass.fold(kernel, DataBlock.of(block), sums);
    kernel.end(pass, sums);
    assertThat(kernel.name()).startsWith(name);
  }

  private static List<Block> blocks(RandomCase given, boolean sparse, int blockBytes) {
    int features = given.weights().features();
    List<DataPoint> points = new ArrayList<>();
    for (int i = 0; i < given.x().length; i++) {
      float[] row = new float[features];
      for (int t = 0; t < features; t++) {
        row[t] = (float) given.x()[i][t];
      }
      points.add(DataPoint.dense(row, (float) given.rowWeights()[i]));
    }
    return new BlockBuilder(new BlockLayout(sparse, 1, blockBytes), features).build(points);
  }

  private static TrainStatistics fold(TrainPass pass, List<Block> blocks) {
    TrainStatistics sums = pass.empty();
    try (CpuKernel kernel = new CpuKernel()) {
      kernel.begin(pass);
      for (Block block : blocks) {
        pass.fold(kernel, DataBlock.of(block), sums);
      }
      kernel.end(pass, sums);
    }
    return sums;
  }

  private static void close(
      TrainPass pass, TrainStatistics actual, TrainStatistics expected, RandomCase given) {
    Weights weights = pass.weights();
    KernelObjective.Result a =
        KernelObjective.result(given.settings(), given.x(), given.rowWeights(), weights, actual);
    KernelObjective.Result e =
        KernelObjective.result(given.settings(), given.x(), given.rowWeights(), weights, expected);
    assertThat(relative(a.objective(), e.objective())).isLessThan(FLOAT32);
    close(a.gradients(), e.gradients(), FLOAT32);
    assertThat(relative(actual.meanPh, expected.meanPh)).isLessThan(FLOAT32);
    for (int j = 0; j < expected.meanGram.length; j++) {
      assertThat(relative(actual.meanGram[j], expected.meanGram[j])).isLessThan(FLOAT32);
    }
  }

  private static double relative(double actual, double expected) {
    return Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  }

  private static void close(ReferenceWeights actual, ReferenceWeights expected, double tolerance) {
    close("W_lambda", actual.wLambda(), expected.wLambda(), tolerance);
    close("b_lambda", rows(actual.bLambda()), rows(expected.bLambda()), tolerance);
    close("W_k", actual.wK(), expected.wK(), tolerance);
    close("b_k", rows(actual.bK()), rows(expected.bK()), tolerance);
    close("W_f", actual.wF(), expected.wF(), tolerance);
  }

  /** Frobenius norm, relative to at least 1: rows may cancel to a gradient of almost nothing. */
  private static void close(String name, double[][] actual, double[][] expected, double tolerance) {
    double gap = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int t = 0; t < expected[i].length; t++) {
        gap += Math.pow(actual[i][t] - expected[i][t], 2);
        size += expected[i][t] * expected[i][t];
      }
    }
    assertThat(Math.sqrt(gap)).as(name).isLessThan(tolerance * Math.max(1, Math.sqrt(size)));
  }

  private static double[][] rows(double[] vector) {
    return new double[][] {vector};
  }
}
