package io.github.paenmf.bench.kernel;

import io.github.paenmf.bench.products.SampleTables;
import io.github.paenmf.core.linalg.BlasThreads;
import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.linalg.NativeFloats;
import io.github.paenmf.core.linalg.NativeLibraries;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the machine can do at best on one thread: a large matrix product, a large copy. */
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
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class MachineBenchmark {

  static final int SIDE = 2048;
  static final int COPIED = 32 << 20;

  private final NativeFloats a = new NativeFloats();
  private final NativeFloats b = new NativeFloats();
  private final NativeFloats c = new NativeFloats();
  private final float[] from = new float[COPIED];
  private final float[] to = new float[COPIED];

  /** Fills the matrices. */
  @Setup
  public void fill() {
    NativeLibraries.load();
    BlasThreads.set(1);
    for (NativeFloats matrix : List.of(a, b, c)) {
      matrix.reserve(SIDE * SIDE);
      matrix.put(SampleTables.floats(new SplittableRandom(1), SIDE * SIDE), 0, SIDE * SIDE);
    }
  }

  /** A float32 product of 2048 x 2048 x 2048. */
  @Benchmark
  public NativeFloats sgemm() {
    MatrixProducts.ofBackend()
        .multiply(false, false, SIDE, SIDE, SIDE, 1f, a, SIDE, b, SIDE, 0f, c, SIDE);
    return c;
  }

  /** A copy of 128 MB. */
  @Benchmark
  public float[] copy() {
    System.arraycopy(from, 0, to, 0, COPIED);
    return to;
  }

  /** Gives the matrices back. */
  @TearDown
  public void free() {
    a.close();
    b.close();
    c.close();
  }
}
