package io.github.paenmf.core.checkpoint;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.InitMode;
import io.github.paenmf.core.train.LineSearch;
import io.github.paenmf.core.train.SolverKind;
import io.github.paenmf.core.train.TrainingParams;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A table so small that a fit takes milliseconds, and params that reach every phase. */
final class SmallFit {

  static final int ROWS = 60;
  static final int FEATURES = 12;
  static final int RANK = 3;

  private static final List<DataPoint> POINTS = points();

  private SmallFit() {}

  static TrainingParams params(SolverKind solver, Reading reading, double tol) {
    TrainingParams.Builder params =
        TrainingParams.builder(RANK)
            .seed(5)
            .initSteps(3)
            .maxIter(12)
            .tol(tol)
            .solver(solver)
            .reading(reading);
    if (solver == SolverKind.GRADIENT_DESCENT && reading == Reading.RANDOM) {
      params.latent(LatentSpec.paper(1, 1)).init(InitMode.RANDOM);
    } else if (solver == SolverKind.GRADIENT_DESCENT) {
      params.lineSearch(LineSearch.BACKTRACKING);
    }
    return params.build();
  }

  static BlockLayout layout() {
    return BlockLayout.of(ROWS, FEATURES, (long) ROWS * FEATURES, 0, 2);
  }

  static InProcessSource source() {
    return InProcessSource.of(POINTS, FEATURES, layout(), CpuKernel::new, 2);
  }

  static FitIdentity identity(TrainingParams params) {
    return FitIdentity.of(ROWS, FEATURES, (long) ROWS * FEATURES, 77, params, layout(), null);
  }

  private static List<DataPoint> points() {
    SplittableRandom random = new SplittableRandom(3);
    List<DataPoint> points = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      float[] values = new float[FEATURES];
      double[] h = random.doubles(RANK).map(u -> -Math.log(1 - u)).toArray();
      for (int t = 0; t < FEATURES; t++) {
        double mean = h[t % RANK] * (1 + t / 10.0) + 0.1 * h[(t + 1) % RANK];
        values[t] = (float) Math.max(0, mean + 0.3 * random.nextGaussian());
      }
      points.add(DataPoint.dense(values, 1));
    }
    return points;
  }
}
