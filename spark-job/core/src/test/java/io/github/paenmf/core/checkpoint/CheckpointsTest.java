package io.github.paenmf.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.SolverKind;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {

  private static final TrainingParams PARAMS =
      SmallFit.params(SolverKind.NEWTON, Reading.EXPECTED, 0);

  @TempDir Path temporary;

  private Path folder;
  private int steps;

  /** A folder with the checkpoints of a whole fit, one after every step. */
  @BeforeEach
  void fit() throws IOException {
    folder = temporary.resolve("fit");
    Checkpoints checkpoints = Checkpoints.open(new LocalStore(folder));
    checkpoints.begin(SmallFit.identity(PARAMS));
    TrainingListener writing =
        new TrainingListener() {
          @Override
          public void onStep(TrainingState state) {
            steps++;
            try {
              checkpoints.write(state);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    try (InProcessSource source = SmallFit.source()) {
      new Trainer(PARAMS, writing).fit(source);
    }
  }

  @Test
  void theLastTwoAreKeptAndWhatNeverChangesIsStoredOnce() throws IOException {
    assertThat(names(folder)).containsExactly("fit", state(steps - 1), state(steps));
    // Column sums, T and T mean; and fit.json with its checksum.
    assertThat(names(folder.resolve("fit")))
        .containsExactly(
            "array-0.npy", "array-1.npy", "array-2.npy", "fit.json", "fit.json.sha256");
  }

  @Test
  void goingOnWritesNeitherOldNamesNorConstantArraysAgain() throws IOException {
    Checkpoints again = reopened();
    TrainingState state = again.newest(CheckpointsTest::noNotice).orElseThrow();
    again.write(state);

    assertThat(names(folder)).containsExactly("fit", state(steps), state(steps + 1));
    assertThat(names(folder.resolve("fit"))).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.json", "array-0.npy", "state.json.sha256"})
  void aBitFlippedInTheLastMakesTheOneBeforeItTheNewest(String file) throws IOException {
    Path damaged = folder.resolve(state(steps)).resolve(file);
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 3] ^= 4;
    Files.write(damaged, bytes);

    assertTakesTheOneBefore(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.json", "array-0.npy", "state.json.sha256"})
  void theLastCutShortMakesTheOneBeforeItTheNewest(String file) throws IOException {
    Path damaged = folder.resolve(state(steps)).resolve(file);
    byte[] bytes = Files.readAllBytes(damaged);
    Files.write(damaged, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertTakesTheOneBefore(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state.json", "array-1.npy", "state.json.sha256"})
  void aFileMissingFromTheLastMakesTheOneBeforeItTheNewest(String file) throws IOException {
    Files.delete(folder.resolve(state(steps)).resolve(file));

    assertTakesTheOneBefore(file);
  }

  private void assertTakesTheOneBefore(String file) throws IOException {
    List<String> notices = new ArrayList<>();
    TrainingState saved = reopened().newest(notices::add).orElseThrow();

    assertThat(saved.phase().name()).isEqualTo("EVALUATE");
    assertThat(notices).hasSize(1);
    assertThat(notices.get(0))
        .contains(state(steps) + "/", "going on from " + state(steps - 1))
        .contains(file.replace(".sha256", ""));
  }

  @Test
  void withoutAnyIntactOneTheFitIsNotStartedAgainInSilence() throws IOException {
    Files.delete(folder.resolve(state(steps)).resolve("state.json"));
    Files.delete(folder.resolve(state(steps - 1)).resolve("array-0.npy"));

    assertThatThrownBy(() -> reopened().newest(CheckpointsTest::noNotice))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("no checkpoint is intact")
        .hasMessageContaining("array-0.npy")
        .hasMessageContaining("remove the folder");
  }

  @Test
  void aDamagedDescriptionOfTheFitIsNamed() throws IOException {
    Files.writeString(folder.resolve("fit/fit.json"), "{\"kind\": \"something\"}");

    assertThatThrownBy(this::reopened)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("fit.json: was changed or damaged");
  }

  @Test
  void ofOtherParamsOrAnotherTableWhatDiffersIsNamed() throws IOException {
    Checkpoints checkpoints = Checkpoints.open(new LocalStore(folder));
    TrainingParams other = TrainingParams.builder(4).seed(5).initSteps(3).maxIter(12).build();

    assertThatThrownBy(() -> checkpoints.begin(SmallFit.identity(other)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("checkpoints of another fit")
        .hasMessageContaining("rank is 4, in the checkpoint 3")
        .hasMessageNotContaining("seed");
    assertThatThrownBy(
            () ->
                checkpoints.begin(
                    FitIdentity.of(
                        SmallFit.ROWS + 1,
                        SmallFit.FEATURES,
                        720,
                        78,
                        PARAMS,
                        SmallFit.layout(),
                        null)))
        .hasMessageContaining("table.rows is 61, in the checkpoint 60")
        .hasMessageContaining("table.contentHash is 000000000000004e")
        .hasMessageNotContaining("rank");
    assertThat(checkpoints.layout()).contains(SmallFit.layout());
  }

  @Test
  void whatADriverThatDiedWhileWritingLeftIsNeitherReadNorKept() throws IOException {
    Path left = Files.createDirectories(folder.resolve("writing-" + state(steps + 1)));
    Files.writeString(left.resolve("state.json"), "{");

    Checkpoints again = reopened();
    TrainingState state = again.newest(CheckpointsTest::noNotice).orElseThrow();
    again.write(state);

    assertThat(names(folder)).containsExactly("fit", state(steps), state(steps + 1));
  }

  @Test
  void removingLeavesOtherFilesAlone() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    reopened().remove();
    assertThat(names(folder)).containsExactly("notes.txt");

    Files.delete(folder.resolve("notes.txt"));
    Checkpoints.open(new LocalStore(folder)).remove();
    assertThat(folder).doesNotExist();
  }

  @Test
  void aNameThatLeadsOutOfTheFolderIsRefused() throws IOException {
    for (int number : new int[] {steps, steps - 1}) {
      Path header = folder.resolve(state(number)).resolve("state.json");
      String text = Files.readString(header).replace("\"array-0.npy\"", "\"../fit/array-0.npy\"");
      Files.writeString(header, text);
      Files.writeString(
          folder.resolve(state(number)).resolve("state.json.sha256"),
          io.github.paenmf.core.io.Checksum.of(Files.readAllBytes(header)) + "  state.json\n");
    }

    assertThatThrownBy(() -> reopened().newest(CheckpointsTest::noNotice))
        .hasMessageContaining("bad entry of an array");
  }

  private Checkpoints reopened() throws IOException {
    Checkpoints checkpoints = Checkpoints.open(new LocalStore(folder));
    checkpoints.begin(SmallFit.identity(PARAMS));
    return checkpoints;
  }

  private static void noNotice(String text) {
    throw new AssertionError(text);
  }

  private static String state(int number) {
    return "state-%08d".formatted(number);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
