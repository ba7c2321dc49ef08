package io.github.paenmf.core.latent;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Prints the readings whose passes over a tile still allocate after some seconds, or "none". */
final class AllocationProgram {

  private static final int ROWS = 128;
  private static final int PARTS = 16;
  private static final int CALLS = 100;

  /** Sums and a few small arrays a call, far less than one vector for each strip. */
  private static final long ALLOWED_BYTES = 1000;

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocationProgram() {}

  /**
   * Tries every reading.
   *
   * @param arguments the prior's shape
   */
  public static void main(String[] arguments) {
    LatentSpec spec = LatentSpec.recommended(Double.parseDouble(arguments[0]), 1);
    List<String> allocating = new ArrayList<>();
    for (Reading reading : Reading.values()) {
      // Shapes of a trained model, then from 0.1 up.
      for (float lowest : new float[] {2f, -2f}) {
        LatentTile tile = new LatentTile();
        if (!endsWithoutAllocating(spec, reading, lowest, tile)) {
          allocating.add(reading + " from " + lowest + " " + byStage(tile));
        }
      }
    }
    System.out.println(allocating.isEmpty() ? "none" : String.join("; ", allocating));
  }

  private static boolean endsWithoutAllocating(
      LatentSpec spec, Reading reading, float lowest, LatentTile tile) {
    LatentArithmetic arithmetic = LatentArithmetic.best();
    tile.reserve(ROWS, PARTS, false);
    Random random = new Random(3);
    float[] dH = new float[ROWS * PARTS];
    for (int p = 0; p < dH.length; p++) {
      tile.a()[p] = random.nextFloat();
      tile.c()[p] = lowest + random.nextFloat();
    }
    long[] keys = random.longs(ROWS).toArray();
    float[] penalty = new float[PARTS];
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    int round = 0;
    do {
      long before = THREAD.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < CALLS; call++) {
        arithmetic.forward(
            spec, reading, 1, round++, keys, null, 1, penalty, ROWS, PARTS, false, tile);
        arithmetic.backward(dH, null, ROWS, PARTS, tile);
      }
      if ((THREAD.getCurrentThreadAllocatedBytes() - before) / CALLS <= ALLOWED_BYTES) {
        return true;
      }
    } while (System.nanoTime() < deadline);
    return false;
  }

  private static List<Long> byStage(LatentTile tile) {
    List<Long> bytes = new ArrayList<>();
    tile.strip.at = 0;
    for (Stage stage : tile.stages) {
      long before = THREAD.getCurrentThreadAllocatedBytes();
      for (int run = 0; run < CALLS; run++) {
        stage.run();
      }
      bytes.add((THREAD.getCurrentThreadAllocatedBytes() - before) / CALLS);
    }
    return bytes;
  }
}
