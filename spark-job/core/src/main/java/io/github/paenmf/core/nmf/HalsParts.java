package io.github.paenmf.core.nmf;

import io.github.paenmf.core.vector.DoubleTileLoops;
import io.github.paenmf.core.vector.VectorModule;
import java.util.stream.IntStream;

/**
 * Hierarchical alternating least squares on the parts: minimises ||X - H W_f'||^2 over W_f &gt;= 0
 * one part after the other, given only X'H and H'H (Cichocki and Phan, 2009). The features are
 * independent of each other, so a strip of features goes through all sweeps while it is in the
 * cache.
 *
 * <p>Parts are taken in small groups: what the parts outside the group explain is subtracted for
 * the whole group at once, what those inside explain part by part.
 */
public final class HalsParts {

  /** Strips that one thread takes at a time. */
  private static final int STRIPS = 4;

  /** Below this much work a sweep is not worth a second thread. */
  private static final long PARALLEL_WORK = 4_000_000;

  private static final SweepLoops BEST =
      VectorModule.choose(SweepLoops.class, "VectorSweepLoops", PlainSweepLoops::new);

  private HalsParts() {}

  /**
   * Sweeps over the parts.
   *
   * @param parts W_f, r x m; not changed
   * @param xth X'H, r x m
   * @param hth H'H, r x r
   * @param penalty added to the diagonal of H'H (sums of variances), or null
   * @param rank r
   * @param features m
   * @param sweeps number of sweeps
   * @return new parts; a part whose H'H is 0 stays as it is
   */
  public static float[] update(
      float[] parts,
      float[] xth,
      double[] hth,
      double[] penalty,
      int rank,
      int features,
      int sweeps) {
    return update(BEST, parts, xth, hth, penalty, rank, features, sweeps);
  }

  static float[] update(
      SweepLoops loops,
      float[] parts,
      float[] xth,
      double[] hth,
      double[] penalty,
      int rank,
      int features,
      int sweeps) {
    SweepFactors factors = SweepFactors.of(hth, penalty, rank);
    float[] updated = new float[parts.length];
    int width = STRIPS * SweepLoops.STRIP;
    IntStream tasks = IntStream.range(0, (features + width - 1) / width);
    if ((long) rank * rank * features * sweeps > PARALLEL_WORK) {
      tasks = tasks.parallel();
    }
    tasks.forEach(
        task -> {
          Strip strip = new Strip(loops, factors);
          int end = Math.min(features, (task + 1) * width);
          for (int from = task * width; from < end; from += SweepLoops.STRIP) {
            int length = Math.min(SweepLoops.STRIP, end - from);
            strip.load(parts, xth, features, from, length);
            for (int sweep = 0; sweep < sweeps; sweep++) {
              strip.sweep();
            }
            strip.store(updated, features, from, length);
          }
        });
    return updated;
  }

  /**
   * Some features of all parts. What stands past the last feature is worked on like the others, and
   * not stored.
   */
  private static final class Strip {
    private final SweepLoops loops;
    private final SweepFactors factors;
    private final double[] values;
    private final double[] products;
    private final double[] targets = new double[SweepLoops.GROUP * SweepLoops.STRIP];

    Strip(SweepLoops loops, SweepFactors factors) {
      this.loops = loops;
      this.factors = factors;
      values = new double[factors.padded() * SweepLoops.STRIP];
      products = new double[factors.padded() * SweepLoops.STRIP];
    }

    void load(float[] parts, float[] xth, int features, int from, int length) {
      for (int j = 0; j < factors.rank(); j++) {
        int at = j * SweepLoops.STRIP;
        int source = j * features + from;
        for (int t = 0; t < length; t++) {
          values[at + t] = parts[source + t];
          products[at + t] = xth[source + t];
        }
      }
    }

    void store(float[] parts, int features, int from, int length) {
      for (int j = 0; j < factors.rank(); j++) {
        int at = j * SweepLoops.STRIP;
        int target = j * features + from;
        for (int t = 0; t < length; t++) {
          parts[target + t] = (float) values[at + t];
        }
      }
    }

    void sweep() {
      int rank = factors.rank();
      for (int first = 0; first < rank; first += SweepLoops.GROUP) {
        int at = factors.at(first);
        System.arraycopy(products, first * SweepLoops.STRIP, targets, 0, targets.length);
        explain(at, 0, first);
        explain(at, first + SweepLoops.GROUP, rank);
        loops.solve(targets, factors.values(), at, values, first, factors.halfInverses());
      }
    }

    /** Takes off the targets what some parts explain. */
    private void explain(int at, int from, int to) {
      DoubleTileLoops.BEST.add(
          targets,
          factors.values(),
          at + from * SweepLoops.GROUP,
          SweepLoops.GROUP,
          values,
          from * SweepLoops.STRIP,
          to - from);
    }
  }
}
