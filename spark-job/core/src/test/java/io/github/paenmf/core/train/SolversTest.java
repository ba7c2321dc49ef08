package io.github.paenmf.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All solvers on one small table. */
class SolversTest {

  private static final List<float[]> TABLE = KnownTable.rows(1);
  private static final double SAME = 1e-5 * KnownTable.FEATURES;

  /** A solver with its settings. */
  record Case(String name, TrainingParams.Builder params) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> all() {
    return Stream.of(
        new Case("newton", params()),
        new Case("newton multiplicative", params().partsUpdate(PartsUpdate.MULTIPLICATIVE)),
        new Case("adam random", params().solver(SolverKind.ADAM).reading(Reading.RANDOM)),
        new Case("adam median", params().solver(SolverKind.ADAM).reading(Reading.MEDIAN)),
        new Case("l-bfgs", params().solver(SolverKind.LBFGS)),
        new Case("l-bfgs median", params().solver(SolverKind.LBFGS).reading(Reading.MEDIAN)),
        new Case("gd", params().solver(SolverKind.GRADIENT_DESCENT)),
        new Case("gd backtracking", backtracking()),
        new Case(
            "paper",
            params()
                .solver(SolverKind.GRADIENT_DESCENT)
                .init(InitMode.RANDOM)
                .reading(Reading.RANDOM)
                .latent(LatentSpec.paper(1, 1))));
  }

  private static TrainingParams.Builder params() {
    return KnownTable.params(KnownTable.RANK).maxIter(60).initSteps(10);
  }

  private static TrainingParams.Builder backtracking() {
    return params().solver(SolverKind.GRADIENT_DESCENT).lineSearch(LineSearch.BACKTRACKING);
  }

  @ParameterizedTest
  @MethodSource("all")
  void lowersItsObjectiveAndEndsWithNothingWorseThanAnyRound(Case solver) {
    TrainingResult result = KnownTable.fit(TABLE, 2, solver.params().build());
    double[] elbo = elbo(result);
    assertThat(result.figures().negativeElbo()).isLessThan(elbo[0]);
    for (double value : elbo) {
      assertThat(result.figures().negativeElbo()).isLessThanOrEqualTo(value + SAME);
    }
    assertThat(result.figures().relativeError()).isBetween(0.0, 0.8);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aFixedNoiseVarianceStays(Case solver) {
    TrainingResult result = KnownTable.fit(TABLE, 2, solver.params().noiseVariance(0.4).build());
    assertThat(result.weights().noiseVariance()).isEqualTo(0.4);
    assertThat(result.figures().negativeElbo()).isFinite();
  }

  @ParameterizedTest
  @MethodSource("all")
  void withoutTheKlTermTheErrorAloneIsTrained(Case solver) {
    TrainingResult with = KnownTable.fit(TABLE, 2, solver.params().noiseVariance(2).build());
    TrainingResult without =
        KnownTable.fit(TABLE, 2, solver.params().noiseVariance(2).klWeight(0).build());
    assertThat(without.figures().objective())
        .isEqualTo(without.figures().reconstruction())
        .isLessThan(with.figures().reconstruction());
    assertThat(without.figures().kl()).isFinite();
  }

  /** All that a solver remembers lies in the state. */
  @ParameterizedTest
  @MethodSource("all")
  void anotherTrainerGoesOnWithTheSameBits(Case solver) {
    TrainingParams params = solver.params().maxIter(17).build();
    TrainingResult whole = KnownTable.fit(TABLE, 2, params);
    TrainingState[] left = new TrainingState[1];
    TrainingListener stopping =
        new TrainingListener() {
          @Override
          public void onStep(TrainingState state) {
            if (state.phase() == Phase.TRAIN && state.step() == 9) {
              left[0] = state;
              throw new CancellationException();
            }
          }
        };
    try (InProcessSource source = KnownTable.source(TABLE, 2)) {
      assertThatThrownBy(() -> new Trainer(params, stopping).fit(source))
          .isInstanceOf(CancellationException.class);
      TrainingResult parts = new Trainer(params, TrainingListener.SILENT).resume(left[0], source);
      assertThat(parts.figures()).isEqualTo(whole.figures());
      assertThat(parts.weights().parts()).isEqualTo(whole.weights().parts());
    }
  }

  @Test
  void lbfgsReachesWhatNewtonReaches() {
    double newton = KnownTable.fit(TABLE, 2, params().build()).figures().negativeElbo();
    double lbfgs =
        KnownTable.fit(TABLE, 2, params().solver(SolverKind.LBFGS).build())
            .figures()
            .negativeElbo();
    assertThat(lbfgs).isCloseTo(newton, within(0.001 * KnownTable.FEATURES));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1, 1e3})
  void backtrackingFindsItsStepWhereverItBegins(double first) {
    double[] elbo = elbo(KnownTable.fit(TABLE, 2, backtracking().stepSize(first).build()));
    TrainingResult ofDefault = KnownTable.fit(TABLE, 2, backtracking().build());
    double drop = elbo[0] - ofDefault.figures().negativeElbo();
    double best = DoubleStream.of(elbo).min().orElseThrow();
    assertThat(elbo[0] - best).isGreaterThan(0.9 * drop);
  }

  /** The slope of the objective along a direction, against differences of the objective. */
  @ParameterizedTest
  @CsvSource({"EXPECTED, 1", "EXPECTED, 0", "MEDIAN, 1"})
  void theGradientOfAllThatIsTrained(Reading reading, double klWeight) {
    TrainingParams params = params().reading(Reading.EXPECTED).maxIter(3).build();
    TrainingResult start = KnownTable.fit(TABLE, 1, params);
    try (InProcessSource source = KnownTable.source(TABLE, 1)) {
      source.cacheScores(start.whitening());
      Weights weights = start.weights().withNoiseVariance(0.5);
      Round round = evaluate(weights, source, params, reading, klWeight);
      TrainedVector vector = new TrainedVector(round, true);
      double[] gradient = vector.gradient(round);
      SplittableRandom random = new SplittableRandom(1);
      for (int block = 0; block < 3; block++) {
        float[] direction = new float[gradient.length];
        int encoder = gradient.length - 1 - weights.parts().length;
        int from = block == 0 ? 0 : block == 1 ? encoder : gradient.length - 1;
        int to = block == 0 ? encoder : block == 1 ? gradient.length - 1 : gradient.length;
        double slope = 0;
        for (int i = from; i < to; i++) {
          direction[i] = (float) (random.nextDouble() - 0.5);
          // Away from the bound, that the projection leaves alone what is moved.
          boolean bound = block == 1 && weights.parts()[i - encoder] < 0.1;
          direction[i] = bound ? 0 : direction[i];
          slope += gradient[i] * direction[i];
        }
        double step = 1e-2;
        double up =
            evaluate(vector.moved(weights, direction, step), source, params, reading, klWeight)
                .objective(klWeight);
        double down =
            evaluate(vector.moved(weights, direction, -step), source, params, reading, klWeight)
                .objective(klWeight);
        assertThat((up - down) / (2 * step))
            .as("block %d", block)
            .isCloseTo(slope, within(1e-2 * Math.abs(slope) + 1e-3));
      }
    }
  }

  private static Round evaluate(
      Weights weights,
      InProcessSource source,
      TrainingParams params,
      Reading reading,
      double klWeight) {
    double[] gram = Gram.of(weights.parts(), weights.rank(), weights.features());
    TrainPass pass =
        new TrainPass(weights, Gram.toFloat(gram), params.latent(), reading, 1, 1, klWeight, false);
    TrainingState summary = new TrainingState();
    new SummaryPhase(params).advance(summary, source);
    TrainStatistics sums = source.run(pass, "test");
    return new Round(
        weights,
        sums.slice(0, 0),
        RowMatrix.of(sums.xth, weights.rank(), weights.features()),
        null,
        gram,
        reading,
        summary.summary,
        true,
        null);
  }

  @Test
  void settingsThatContradictEachOtherAreRefused() {
    assertThatThrownBy(() -> params().solver(SolverKind.LBFGS).reading(Reading.RANDOM).build())
        .hasMessageContaining("sampling is RANDOM, expected EXPECTED or MEDIAN");
    assertThatThrownBy(() -> params().lineSearch(LineSearch.BACKTRACKING).build())
        .hasMessageContaining("lineSearch is BACKTRACKING, expected FIXED");
    assertThatThrownBy(() -> params().reading(Reading.MEDIAN).build())
        .hasMessageContaining("sampling is MEDIAN, expected EXPECTED");
  }

  private static double[] elbo(TrainingResult result) {
    return result.history().stream()
        .mapToDouble(RoundRecord::negativeElbo)
        .filter(Double::isFinite)
        .toArray();
  }
}
