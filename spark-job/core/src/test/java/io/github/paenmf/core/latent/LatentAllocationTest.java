package io.github.paenmf.core.latent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No vector is allocated once the stages are compiled. A stage of too many operations compiles to
 * code that allocates every vector and is ten times slower, without any other sign.
 */
class LatentAllocationTest {

  private static final int ROWS = 128;
  private static final int PARTS = 16;

  /** Sums and a few small arrays a call, far less than one vector for each strip. */
  private static final long ALLOWED_BYTES = 1000;

  @ParameterizedTest
  @CsvSource({"RANDOM, 1", "MEDIAN, 1", "EXPECTED, 1", "RANDOM, 2.5", "EXPECTED, 2.5"})
  void forwardAndBackwardAllocateNoVectors(Reading reading, double priorShape) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    LatentArithmetic arithmetic = LatentArithmetic.best();
    LatentSpec spec = LatentSpec.recommended(priorShape, 1);
    LatentTile tile = new LatentTile();
    tile.reserve(ROWS, PARTS, false);
    Random random = new Random(3);
    float[] dH = new float[ROWS * PARTS];
    for (int p = 0; p < dH.length; p++) {
      tile.a()[p] = random.nextFloat();
      tile.c()[p] = 2 + random.nextFloat();
    }
    long[] keys = random.longs(ROWS).toArray();
    float[] penalty = new float[PARTS];
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    long bytes;
    int round = 0;
    do {
      long before = thread.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < 100; call++) {
        arithmetic.forward(
            spec, reading, 1, round++, keys, null, 1, penalty, ROWS, PARTS, false, tile);
        arithmetic.backward(dH, null, ROWS, PARTS, tile);
      }
      bytes = (thread.getCurrentThreadAllocatedBytes() - before) / 100;
    } while (bytes > ALLOWED_BYTES && System.nanoTime() < deadline);
    assertThat(bytes)
        .as(() -> "bytes allocated a call; by stage of one strip: " + byStage(tile))
        .isLessThanOrEqualTo(ALLOWED_BYTES);
  }

  private static List<Long> byStage(LatentTile tile) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Long> bytes = new ArrayList<>();
    tile.strip.at = 0;
    for (Stage stage : tile.stages) {
      long before = thread.getCurrentThreadAllocatedBytes();
      for (int run = 0; run < 100; run++) {
        stage.run();
      }
      bytes.add((thread.getCurrentThreadAllocatedBytes() - before) / 100);
    }
    return bytes;
  }
}
