package io.github.paenmf.core.plain;

import io.github.paenmf.core.linalg.Combination;
import io.github.paenmf.core.linalg.Orthonormal;
import io.github.paenmf.core.linalg.SymmetricEigen;
import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.nmf.Nndsvd;
import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.RangeStatistics;
import io.github.paenmf.core.pass.SignPass;
import io.github.paenmf.core.pass.SignStatistics;
import io.github.paenmf.core.pass.SummaryStatistics;
import io.github.paenmf.core.train.PartsUpdate;
import io.github.paenmf.core.train.StatisticsSource;
import java.util.SplittableRandom;

/**
 * The first parts: singular vectors by a randomised range finder (Halko, Martinsson and Tropp,
 * 2011), then NNDSVD; or random ones.
 */
final class NmfStart {

  /** Directions beyond those asked for; they make the wanted ones accurate. */
  private static final int OVERSAMPLING = 10;

  private static final int ITERATIONS = 2;

  private final NmfSettings settings;
  private final StatisticsSource source;
  private final SummaryStatistics summary;
  private int passes;

  NmfStart(NmfSettings settings, StatisticsSource source, SummaryStatistics summary) {
    this.settings = settings;
    this.source = source;
    this.summary = summary;
  }

  /** Passes that {@link #parts} took. */
  int passes() {
    return passes;
  }

  /** W_f, r x m. */
  float[] parts() {
    if (settings.start() == PartsStart.RANDOM) {
      return random();
    }
    float[] parts = fromSingularVectors();
    return settings.solver() == PartsUpdate.MULTIPLICATIVE ? withoutZeros(parts) : parts;
  }

  /** A multiplicative update can't leave a 0, so every 0 becomes a hundredth of the mean. */
  private static float[] withoutZeros(float[] parts) {
    double sum = 0;
    for (float part : parts) {
      sum += part;
    }
    float small = (float) (0.01 * sum / parts.length);
    float[] filled = parts.clone();
    for (int i = 0; i < filled.length; i++) {
      filled[i] = Math.max(filled[i], small);
    }
    return filled;
  }

  private float[] random() {
    SplittableRandom random = new SplittableRandom(settings.seed());
    float[] mean = summary.mean();
    double overall = 0;
    for (float m : mean) {
      overall += m / mean.length;
    }
    float[] parts = new float[Math.multiplyExact(settings.rank(), mean.length)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = (float) (2 * overall / settings.rank() * random.nextDouble());
    }
    return parts;
  }

  private float[] fromSingularVectors() {
    int features = source.features();
    long smaller = Math.min(source.rows(), features);
    int count = (int) Math.min(smaller, (long) settings.rank() + OVERSAMPLING);
    RowMatrix basis = RowMatrix.of(randomDirections(count, features), count, features);
    for (int i = 1; i <= ITERATIONS; i++) {
      RangeStatistics sums = range(basis, count, "range finder " + i);
      Orthonormal orthonormal =
          Orthonormal.of(RowMatrix.of(sums.product, count, features), MatrixStore.MEMORY);
      basis = orthonormal.basis();
      count = orthonormal.rank();
    }
    SymmetricEigen eigen =
        SymmetricEigen.of(range(basis, count, "principal directions").gram, count);
    int kept = Math.min(count, settings.rank());
    RowMatrix vectors = Combination.of(eigen.vectors(kept), kept, basis, MatrixStore.MEMORY);
    double[] values = new double[kept];
    for (int j = 0; j < kept; j++) {
      values[j] = Math.sqrt(Math.max(0, eigen.value(j)));
    }
    SignStatistics signs = source.run(new SignPass(features, vectors, kept), "signs");
    passes++;
    return Nndsvd.parts(
        vectors,
        values,
        signs.positive,
        signs.negative,
        summary.mean(),
        settings.rank(),
        features,
        settings.seed());
  }

  private RangeStatistics range(RowMatrix directions, int count, String description) {
    passes++;
    return source.run(new RangePass(source.features(), directions, count), description);
  }

  private float[] randomDirections(int count, int features) {
    SplittableRandom random = new SplittableRandom(settings.seed());
    float[] directions = new float[Math.multiplyExact(count, features)];
    for (int i = 0; i < directions.length; i++) {
      directions[i] = (float) (2 * random.nextDouble() - 1);
    }
    return directions;
  }
}
