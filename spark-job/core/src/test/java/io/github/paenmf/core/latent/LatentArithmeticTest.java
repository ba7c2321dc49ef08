package io.github.paenmf.core.latent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.reference.ReferenceActivation;
import io.github.paenmf.core.reference.ReferenceLatents;
import io.github.paenmf.core.reference.ReferenceSettings;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain loops against the float64 formulas at the same float32 pre-activations. */
class LatentArithmeticTest {

  private static final int ROWS = 700;
  private static final int PARTS = 3;

  /** Below it float32 has fewer digits. */
  private static final double TINY = 1e-37;

  private static final LatentArithmetic PLAIN = LatentArithmetic.plain();

  static Stream<Arguments> cases() {
    return Stream.of(Activation.values())
        .flatMap(
            scale ->
                Stream.of(Activation.values())
                    .flatMap(
                        shape ->
                            Stream.of(Reading.values())
                                .flatMap(
                                    reading ->
                                        Stream.of(1.0, 2.0)
                                            .map(k0 -> Arguments.of(scale, shape, reading, k0)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheDoubleFormulas(
      Activation scale, Activation shape, Reading reading, double priorShape) {
    LatentSpec spec =
        new LatentSpec(
            scale, shape, 1e-3f, 0.1f, -1e3f, 1e6f, -10f, (float) Math.log(1e4), priorShape, 0.5);
    Random random = new Random(scale.ordinal() * 31 + shape.ordinal());
    LatentTile tile = new LatentTile();
    tile.reserve(ROWS, PARTS, true);
    double[] epsilon = new double[ROWS * PARTS];
    double[][] a = new double[ROWS][PARTS];
    double[][] c = new double[ROWS][PARTS];
    double[][] eps = new double[ROWS][PARTS];
    float cMin = shape == Activation.EXP ? -9.5f : -4f;
    float cMax = shape == Activation.EXP ? 9f : 300f;
    for (int j = 0; j < PARTS; j++) {
      for (int i = 0; i < ROWS; i++) {
        int p = j * ROWS + i;
        float bend = (float) Math.pow(random.nextDouble(), 3);
        tile.a()[p] = -6f + 12f * random.nextFloat();
        tile.c()[p] = j == 0 ? cMin + 5 * random.nextFloat() : cMin + (cMax - cMin) * bend;
        epsilon[p] = (2 * (random.nextLong() >>> 12) + 1) * 0x1p-53;
        a[i][j] = tile.a()[p];
        c[i][j] = tile.c()[p];
        eps[i][j] = epsilon[p];
      }
    }
    float[] penalty = {0.3f, 2f, 40f};
    double klWeight = 0.75;
    LatentSums sums =
        PLAIN.forward(spec, reading, epsilon, null, klWeight, penalty, ROWS, PARTS, true, tile);
    ReferenceSettings settings = ReferenceSettings.of(spec, 1, klWeight, reading);
    ReferenceLatents exact = ReferenceLatents.of(settings, a, c, eps);

    Worst h = new Worst("h", 1e-6);
    Worst hByA = new Worst("hByA", 1e-6);
    Worst hByC = new Worst("hByC", 1e-6);
    Worst variance = new Worst("variance", 1e-5);
    Worst gradA = new Worst("gradA", 1e-5);
    Worst gradC = new Worst("gradC", 1e-5);
    Worst kl = new Worst("kl", priorShape == 1 ? 3e-6 : 1e-5);
    double klSum = 0;
    for (int i = 0; i < ROWS; i++) {
      double klRow = 0;
      for (int j = 0; j < PARTS; j++) {
        int p = j * ROWS + i;
        double power = exact.h()[i][j] / exact.scale()[i][j];
        double spread = Math.max(1, Math.abs(Math.log(power)));
        // Below e^-69 = 1.08e-30 the power saturates.
        if (power > 1.1e-30 && exact.h()[i][j] > 1e-30 && exact.h()[i][j] < 1e25) {
          double size = spread * exact.h()[i][j];
          // The mean's derivative passes 0 with digamma; its error is relative to the other
          // factors.
          double kSlope = ReferenceActivation.slope(shape, c[i][j]);
          double factors = size * kSlope / Math.pow(exact.shape()[i][j], 2);
          h.see(tile.h()[p], exact.h()[i][j], size, p);
          hByA.see(
              tile.hByA()[p], exact.hByA()[i][j], Math.max(TINY, spread * exact.hByA()[i][j]), p);
          hByC.see(
              tile.hByC()[p],
              exact.hByC()[i][j],
              Math.max(TINY, Math.max(factors, spread * Math.abs(exact.hByC()[i][j]))),
              p);
        }
        if (exact.variance()[i][j] < 1e29) {
          variance.see(tile.variance()[p], exact.variance()[i][j], exact.variance()[i][j], p);
        }
        double pen = reading == Reading.EXPECTED ? penalty[j] : 0;
        double byA = klWeight * exact.klByA()[i][j] + pen * exact.varianceByA()[i][j];
        double byC = klWeight * exact.klByC()[i][j] + pen * exact.varianceByC()[i][j];
        if (Math.abs(byA) < 1e29 && Math.abs(byC) < 1e29) {
          gradA.see(tile.gradA()[p], byA, Math.max(1, Math.abs(byA)), p);
          WeibullPosterior weibull = new WeibullPosterior(exact.shape()[i][j], exact.scale()[i][j]);
          double k = exact.shape()[i][j];
          double moment = weibull.klByScale(priorShape, 0.5) * exact.scale()[i][j] / priorShape + 1;
          double factors =
              klWeight * moment * priorShape * ReferenceActivation.slope(shape, c[i][j]) / (k * k);
          gradC.see(tile.gradC()[p], byC, Math.max(Math.max(1, factors), Math.abs(byC)), p);
        }
        klRow += exact.kl()[i][j];
      }
      if (klRow < 1e29) {
        kl.see(tile.rowKl()[i], klRow, Math.max(1, klRow), i);
      }
      klSum += tile.rowKl()[i];
    }
    for (Worst worst : new Worst[] {h, hByA, hByC, variance, gradA, gradC, kl}) {
      worst.check();
    }
    assertThat(sums.kl()).isEqualTo(klSum);
  }

  /** The divergence of one pair at the float32 scale and shape that were computed for it. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2})
  void divergenceIsExactAtTheFloatShapeAndScale(double priorShape) {
    LatentSpec spec =
        new LatentSpec(
            Activation.RELU,
            Activation.RELU,
            1e-2f,
            0.1f,
            -1e3f,
            1e6f,
            -10f,
            1e4f,
            priorShape,
            0.5);
    Random random = new Random(7);
    int pairs = 20_000;
    LatentTile tile = new LatentTile();
    tile.reserve(pairs, 1, true);
    for (int p = 0; p < pairs; p++) {
      tile.a()[p] = (float) Math.exp(-5 + 8 * random.nextDouble());
      // Shapes from 0.1 to 1e4, every third close to the lowest.
      tile.c()[p] =
          p % 3 == 0 ? random.nextFloat() : (float) Math.exp(-5 + 14 * random.nextDouble());
    }
    float[] scale = new float[pairs];
    float[] shape = new float[pairs];
    PLAIN.posterior(spec, pairs, tile, scale, shape, new float[pairs]);
    PLAIN.forward(spec, Reading.MEDIAN, 0, 0, null, null, 1, null, pairs, 1, false, tile);
    Worst kl = new Worst("kl", 1e-6);
    for (int p = 0; p < pairs; p++) {
      double exact = new WeibullPosterior(shape[p], scale[p]).kl(priorShape, 0.5);
      kl.see(tile.rowKl()[p], exact, Math.max(1, Math.abs(exact)), p);
    }
    kl.check();
  }

  /** Remembers the largest error and where it was. */
  private static final class Worst {
    private final String name;
    private final double bound;
    private double error;
    private String where = "";

    Worst(String name, double bound) {
      this.name = name;
      this.bound = bound;
    }

    void see(double value, double exact, double size, int at) {
      double gap = value == exact ? 0 : Math.abs(value - exact) / Math.abs(size);
      if (!(gap <= error)) {
        error = gap;
        where = "%s[%d] = %s, exactly %s".formatted(name, at, value, exact);
      }
    }

    void check() {
      assertThat(error).as(where).isLessThanOrEqualTo(bound);
    }
  }
}
