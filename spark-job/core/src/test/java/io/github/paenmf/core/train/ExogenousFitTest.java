package io.github.paenmf.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.RowScorer;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.EncoderVector;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
import io.github.paenmf.core.pass.Whitening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits to rows with extra inputs, which the encoder reads and the parts do not make. */
class ExogenousFitTest {

  private static final int FEATURES = 12;
  private static final int RANK = 3;
  private static final double NOISE = 0.3;

  /** A row and the coefficients that made it. */
  private record Made(float[] row, double[] coefficients) {}

  /** Rows of known parts. */
  private static List<Made> table(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Made> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] h = new double[RANK];
      float[] row = new float[FEATURES];
      for (int j = 0; j < RANK; j++) {
        h[j] = -2 * Math.log(1 - random.nextDouble());
      }
      for (int t = 0; t < FEATURES; t++) {
        double value = h[t % RANK] * (1 + t / 12.0) + NOISE * random.nextGaussian();
        row[t] = (float) Math.max(0, value);
      }
      rows.add(new Made(row, h));
    }
    return rows;
  }

  private static final List<Made> TABLE = table(300, 3);
  private static final TrainingResult WITHOUT = fit(2, made -> null);

  private interface Inputs {
    float[] of(Made row);
  }

  /**
   * The logarithms of the coefficients, in units and with a mean of their own: the shape of a
   * posterior grows with them, and no linear map of the row gives them.
   */
  private static float[] telling(Made made) {
    float[] inputs = new float[RANK];
    for (int j = 0; j < RANK; j++) {
      inputs[j] = (float) (40 * Math.log(0.1 + made.coefficients()[j]) - 300);
    }
    return inputs;
  }

  private static TrainingParams.Builder params() {
    return KnownTable.params(RANK);
  }

  private static InProcessSource source(List<Made> rows, int partitions, Inputs inputs) {
    List<DataPoint> points = new ArrayList<>();
    for (Made made : rows) {
      DataPoint point = DataPoint.dense(made.row(), 1);
      float[] extra = inputs.of(made);
      points.add(extra == null ? point : point.withExogenous(extra));
    }
    BlockLayout layout =
        BlockLayout.of(rows.size(), FEATURES, (long) rows.size() * FEATURES, 0, partitions);
    return InProcessSource.of(points, FEATURES, layout, CpuKernel::new, 2);
  }

  private static TrainingResult fit(int partitions, Inputs inputs) {
    return fit(partitions, inputs, params().build());
  }

  private static TrainingResult fit(int partitions, Inputs inputs, TrainingParams params) {
    try (InProcessSource source = source(TABLE, partitions, inputs)) {
      return new Trainer(params, TrainingListener.SILENT).fit(source);
    }
  }

  private static double meanLoss(TrainingResult result, List<Made> rows, Inputs inputs) {
    TrainingParams params = params().build();
    RowScorer scorer =
        new RowScorer(FittedModel.of(result.weights(), result.whitening(), params.latent(), 1));
    ToDoubleFunction<Made> loss =
        made -> scorer.score(null, made.row(), inputs.of(made), true).negativeElbo();
    return rows.stream().mapToDouble(loss).average().orElseThrow();
  }

  @Test
  void inputsThatTellMakeHeldOutRowsLikelier() {
    List<Made> heldOut = table(300, 17);
    TrainingResult with = fit(2, ExogenousFitTest::telling);

    assertThat(with.whitening().exogenousInputs()).isEqualTo(RANK);
    assertThat(with.figures().negativeElbo()).isLessThan(WITHOUT.figures().negativeElbo() - 0.2);
    assertThat(meanLoss(with, heldOut, ExogenousFitTest::telling))
        .isLessThan(meanLoss(WITHOUT, heldOut, made -> null) - 0.2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 7.3, -1e6})
  void anInputThatNeverChangesChangesNothing(double value) {
    TrainingResult with = fit(2, made -> new float[] {(float) value});

    assertAgree(with, WITHOUT);
    assertThat(with.rounds()).isEqualTo(WITHOUT.rounds());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 16})
  void partitionsAgree(int partitions) {
    assertAgree(fit(partitions, ExogenousFitTest::telling), fit(1, ExogenousFitTest::telling));
  }

  @Test
  void unitsOfTheInputsDoNotMatter() {
    Inputs other =
        made -> {
          float[] inputs = telling(made);
          for (int e = 0; e < inputs.length; e++) {
            inputs[e] = -0.001f * inputs[e] + 0.5f;
          }
          return inputs;
        };
    assertAgree(fit(2, other), fit(2, ExogenousFitTest::telling));
  }

  /** Inputs may say again what the row says, and what each other say. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 20})
  void copiesOfWhatTheRowSaysDoNoHarm(int copies) {
    TrainingResult with =
        fit(
            2,
            made -> {
              float sum = 0;
              for (float value : made.row()) {
                sum += value;
              }
              float[] inputs = new float[copies];
              Arrays.fill(inputs, sum);
              return inputs;
            });
    assertThat(with.figures().negativeElbo())
        .isCloseTo(WITHOUT.figures().negativeElbo(), within(1e-4 * FEATURES));
  }

  @ParameterizedTest
  @EnumSource(SolverKind.class)
  void everySolverReadsThem(SolverKind solver) {
    Reading reading = solver == SolverKind.ADAM ? Reading.RANDOM : Reading.EXPECTED;
    TrainingParams.Builder of = params().solver(solver).reading(reading).tol(0);
    TrainingResult with = fit(2, ExogenousFitTest::telling, of.build());
    TrainingResult without = fit(2, made -> null, of.build());

    assertThat(with.figures().negativeElbo()).isLessThan(without.figures().negativeElbo());
  }

  @Test
  void theFiguresAreThoseOfTheRows() {
    TrainingResult with = fit(2, ExogenousFitTest::telling);
    double expected = with.figures().negativeElbo();

    assertThat(meanLoss(with, TABLE, ExogenousFitTest::telling))
        .isCloseTo(expected, within(1e-5 * Math.abs(expected)));
  }

  /** Central differences of the exact objective, worked out in double sums. */
  @Test
  void theGradientThroughExtraInputsIsTheSlope() {
    TrainingResult with = fit(2, ExogenousFitTest::telling, params().maxIter(3).build());
    Weights weights = with.weights();
    int inputs = weights.inputs();
    try (InProcessSource source = source(TABLE, 2, ExogenousFitTest::telling)) {
      source.cacheScores(with.whitening());
      float[] gram = Gram.toFloat(Gram.of(weights.parts(), RANK, FEATURES));
      TrainStatistics sums =
          source.run(
              new TrainPass(weights, gram, latent(), Reading.EXPECTED, 1, 0, 1, false), "gradient");
      float[] at = EncoderVector.of(weights);
      int shape = RANK * inputs + RANK;
      for (int j = 0; j < RANK; j++) {
        for (int e = inputs - RANK; e < inputs; e++) {
          assertSlope(source, with, at, j * inputs + e, sums.scaleGradient[j * inputs + e]);
          assertSlope(source, with, at, shape + j * inputs + e, sums.shapeGradient[j * inputs + e]);
        }
      }
    }
  }

  private static void assertSlope(
      InProcessSource source, TrainingResult with, float[] at, int parameter, double gradient) {
    float step = 1f / 256;
    double[] values = new double[2];
    for (int side = 0; side < 2; side++) {
      float[] moved = at.clone();
      moved[parameter] += side == 0 ? -step : step;
      Weights weights = EncoderVector.into(with.weights(), moved);
      values[side] =
          ObjectiveFigures.of(
                      source.run(EvaluatePass.of(weights, with.whitening(), latent()), "objective"),
                      Gram.of(weights.parts(), RANK, FEATURES),
                      FEATURES,
                      weights.noiseVariance(),
                      1)
                  .objective()
              * TABLE.size();
    }
    double width = (double) (at[parameter] + step) - (at[parameter] - step);
    double slope = (values[1] - values[0]) / width;
    assertThat(gradient)
        .as("parameter %d", parameter)
        .isCloseTo(slope, within(2e-3 * Math.max(Math.abs(slope), TABLE.size() / 10.0)));
  }

  private static LatentSpec latent() {
    return params().build().latent();
  }

  @Test
  void aFitGoesOnFromAModelWithAsManyInputs() {
    TrainingResult first = fit(2, ExogenousFitTest::telling);
    Trainer trainer = new Trainer(params().build(), TrainingListener.SILENT);
    try (InProcessSource same = source(TABLE, 2, ExogenousFitTest::telling);
        InProcessSource none = source(TABLE, 2, made -> null)) {
      TrainingResult again = trainer.fitFrom(first.weights(), first.whitening(), same);
      assertThat(again.figures().negativeElbo())
          .isLessThanOrEqualTo(first.figures().negativeElbo() + 1e-5 * FEATURES);
      assertThat(again.rounds()).isLessThan(first.rounds());
      assertThatThrownBy(() -> trainer.fitFrom(first.weights(), first.whitening(), none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rows have 0 extra inputs, expected 3, the initial model's");
      Whitening without = WITHOUT.whitening();
      assertThatThrownBy(() -> trainer.fitFrom(WITHOUT.weights(), without, same))
          .hasMessage("rows have 3 extra inputs, expected 0, the initial model's");
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    TrainingParams rows =
        params()
            .solver(SolverKind.GRADIENT_DESCENT)
            .reading(Reading.RANDOM)
            .init(InitMode.RANDOM)
            .build();
    assertThatThrownBy(() -> fit(1, ExogenousFitTest::telling, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows have 3 extra inputs, expected none");
    assertThatThrownBy(() -> fit(1, made -> new float[made == TABLE.get(0) ? 1 : 2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("extra inputs, expected one number");
    TrainingResult with = fit(1, ExogenousFitTest::telling, params().maxIter(1).build());
    assertThatThrownBy(() -> meanLoss(with, TABLE, made -> new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row has 2 extra inputs, the model reads 3");
    assertThatThrownBy(() -> meanLoss(with, TABLE, made -> null))
        .hasMessage("a row has 0 extra inputs, the model reads 3");
  }

  private static void assertAgree(TrainingResult a, TrainingResult b) {
    assertThat(Math.abs(a.figures().negativeElbo() - b.figures().negativeElbo()))
        .isLessThan(1e-5 * FEATURES);
    assertThat(KnownTable.worstPart(a, b)).isLessThan(1e-3);
  }
}
