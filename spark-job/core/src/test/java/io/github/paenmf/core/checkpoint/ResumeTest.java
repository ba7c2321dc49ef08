package io.github.paenmf.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.train.Bits;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.Phase;
import io.github.paenmf.core.train.SolverKind;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingResult;
import io.github.paenmf.core.train.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A fit that is stopped after any step and goes on from disk ends with the bits of one that is not.
 */
class ResumeTest {

  @TempDir Path folder;

  /** Ends a fit between two passes, as a kill would. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @CsvSource({
    "NEWTON, EXPECTED, 0",
    "ADAM, RANDOM, 0.1",
    "GRADIENT_DESCENT, RANDOM, 0",
    "LBFGS, EXPECTED, 0"
  })
  void afterEachStep(SolverKind solver, Reading reading, double tol) throws IOException {
    TrainingParams params = SmallFit.params(solver, reading, tol);
    int[] steps = new int[1];
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    TrainingResult whole =
        fit(
            params,
            null,
            state -> {
              steps[0]++;
              phases.add(state.phase());
            });
    assertThat(phases)
        .contains(Phase.START, Phase.TRAIN, Phase.EVALUATE, Phase.DONE)
        .hasSize(params.readsRows() ? 4 : 7);

    for (int stop = 1; stop <= steps[0]; stop++) {
      Path place = folder.resolve("stop-" + stop);
      stopAfter(stop, params, place);
      Checkpoints found = Checkpoints.open(new LocalStore(place));
      found.begin(SmallFit.identity(params));
      TrainingState saved = found.newest(this::noNotice).orElseThrow();
      assertSame(fit(params, saved, state -> {}), whole, "stopped after step " + stop);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NEWTON, EXPECTED, 0.1",
    "ADAM, RANDOM, 0",
    "ADAM, EXPECTED, 0.1",
    "ADAM, MEDIAN, 0",
    "GRADIENT_DESCENT, RANDOM, 0",
    "GRADIENT_DESCENT, EXPECTED, 0",
    "LBFGS, EXPECTED, 0"
  })
  void afterEveryStepInOneFit(SolverKind solver, Reading reading, double tol) throws IOException {
    TrainingParams params = SmallFit.params(solver, reading, tol);
    TrainingResult whole = fit(params, null, state -> {});
    TrainingResult result = null;
    while (result == null) {
      Checkpoints checkpoints = Checkpoints.open(new LocalStore(folder));
      checkpoints.begin(SmallFit.identity(params));
      TrainingState from = checkpoints.newest(this::noNotice).orElse(null);
      try {
        result = fit(params, from, state -> stopping(checkpoints, state));
      } catch (Stopped e) {
        result = null;
      }
    }
    assertSame(result, whole, "stopped after every step");
  }

  private void stopAfter(int stop, TrainingParams params, Path place) throws IOException {
    Checkpoints checkpoints = Checkpoints.open(new LocalStore(place));
    checkpoints.begin(SmallFit.identity(params));
    int[] done = new int[1];
    try {
      fit(
          params,
          null,
          state -> {
            if (++done[0] == stop) {
              stopping(checkpoints, state);
            }
          });
    } catch (Stopped e) {
      assertThat(done[0]).isEqualTo(stop);
    }
  }

  private static void stopping(Checkpoints checkpoints, TrainingState state) {
    try {
      checkpoints.write(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (state.phase() != Phase.DONE) {
      throw new Stopped();
    }
  }

  private void noNotice(String text) {
    throw new AssertionError(text);
  }

  private interface Step {
    void done(TrainingState state);
  }

  private static TrainingResult fit(TrainingParams params, TrainingState from, Step step) {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(TrainingState state) {
            step.done(state);
          }
        };
    try (InProcessSource source = SmallFit.source()) {
      Trainer trainer = new Trainer(params, listener);
      return from == null ? trainer.fit(source) : trainer.resume(from, source);
    }
  }

  private static void assertSame(TrainingResult found, TrainingResult expected, String what) {
    assertThat(Bits.of(found)).as(what).isEqualTo(Bits.of(expected));
  }
}
