package io.github.paenmf.bench.kernel;

import io.github.paenmf.bench.products.SampleTables;
import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.kernel.Products;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.linalg.BlasThreads;
import io.github.paenmf.core.linalg.NativeLibraries;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
import io.github.paenmf.core.train.PartitionFold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The two products over X alone, and a whole training pass over the same blocks, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xms2g",
      "-Xmx2g",
      "--add-modules=jdk.incubator.vector",
      "-XX:PerMethodTrapLimit=100000"
    })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class PassBenchmark {

  @Param({"DENSE", "FACES", "SPARSE"})
  public SampleTable table;

  private List<? extends Block> blocks;
  private final List<DataBlock> scored = new ArrayList<>();
  private Products products;
  private CpuKernel kernel;
  private TrainPass pass;
  private float[] h;
  private float[] out;
  private float[] sum;

  /** Builds the table, its scores and some weights. */
  @Setup
  public void fill() {
    NativeLibraries.load();
    BlasThreads.set(1);
    blocks = table.blocks();
    SplittableRandom random = new SplittableRandom(9);
    int longest = 0;
    for (Block block : blocks) {
      scored.add(new DataBlock(block, uniform(random, table.inputs() * block.rows(), 1.7)));
      longest = Math.max(longest, block.rows());
    }
    products = Products.forBlock(blocks.get(0));
    kernel = new CpuKernel();
    h = SampleTables.floats(random, table.rank * longest);
    out = new float[table.rank * longest];
    sum = new float[table.rank * table.features];
    Weights weights = weights(random);
    float[] gram = Gram.toFloat(Gram.of(weights.parts(), table.rank, table.features));
    pass =
        new TrainPass(
            weights, gram, LatentSpec.recommended(1, 1), Reading.EXPECTED, 1, 1, 1, false);
  }

  /** Shapes of the latents from about 2 to 30, as trained models have them. */
  private Weights weights(SplittableRandom random) {
    int r = table.rank;
    int q = table.inputs();
    double size = 0.4 / Math.sqrt(q);
    float[] shapeBias = new float[r];
    Arrays.fill(shapeBias, 2f);
    return new Weights(
        r,
        table.features,
        q,
        SampleTables.floats(random, r * table.features),
        uniform(random, r * q, size),
        SampleTables.floats(random, r),
        uniform(random, r * q, size),
        shapeBias,
        0.3);
  }

  private static float[] uniform(SplittableRandom random, int length, double size) {
    float[] values = SampleTables.floats(random, length);
    for (int i = 0; i < length; i++) {
      values[i] = (float) (size * (2 * values[i] - 1));
    }
    return values;
  }

  /** X W_f and X'H, block after block. */
  @Benchmark
  public float[] products() {
    products.begin(pass.weights().parts(), table.rank, table.features);
    for (Block block : blocks) {
      products.project(block, out);
      products.backProject(block, h);
    }
    products.addSumTo(sum);
    return sum;
  }

  /** Everything that a round of training does with the rows. */
  @Benchmark
  public TrainStatistics pass() {
    return PartitionFold.fold(pass, scored.iterator(), kernel);
  }

  /** Gives native memory back. */
  @TearDown
  public void free() {
    products.close();
    kernel.close();
  }
}
