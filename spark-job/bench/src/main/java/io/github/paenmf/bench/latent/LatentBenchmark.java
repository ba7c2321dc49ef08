package io.github.paenmf.bench.latent;

import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.LatentSums;
import io.github.paenmf.core.latent.LatentTile;
import io.github.paenmf.core.latent.Reading;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds a (row, part) pair for forward and backward together, noise included, on one thread:
 * a tile of 256 rows and 81 parts with shapes from about 1 to 30, as a trained model has them, or
 * from 0.1 up, where Gamma needs its longer way.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:PerMethodTrapLimit=100000"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class LatentBenchmark {

  private static final int ROWS = 256;
  private static final int PARTS = 81;

  @Param({"plain", "best"})
  public String arithmetic;

  @Param({"RANDOM", "MEDIAN", "EXPECTED"})
  public Reading reading;

  @Param({"trained", "wide"})
  public String shapes;

  private final LatentSpec spec = LatentSpec.recommended(1, 1);
  private final LatentTile tile = new LatentTile();
  private final long[] keys = new Random(1).longs(ROWS).toArray();
  private final float[] penalty = new float[PARTS];
  private final float[] dH = new float[ROWS * PARTS];
  private LatentArithmetic implementation;
  private long round;

  /** Fills the tile. */
  @Setup
  public void fill() {
    implementation =
        "plain".equals(arithmetic) ? LatentArithmetic.plain() : LatentArithmetic.best();
    tile.reserve(ROWS, PARTS, false);
    Random random = new Random(2);
    boolean wide = "wide".equals(shapes);
    for (int p = 0; p < ROWS * PARTS; p++) {
      tile.a()[p] = random.nextFloat() * 3 - 1;
      tile.c()[p] = wide ? random.nextFloat() * 12 - 6 : 0.1f + random.nextFloat() * 3.3f;
      dH[p] = random.nextFloat() - 0.5f;
    }
  }

  /** One tile, forward and backward. */
  @Benchmark
  @OperationsPerInvocation(ROWS * PARTS)
  public LatentSums forwardAndBackward() {
    LatentSums sums =
        implementation.forward(
            spec, reading, 1, round++, keys, null, 1, penalty, ROWS, PARTS, false, tile);
    implementation.backward(dH, null, ROWS, PARTS, tile);
    return sums;
  }
}
