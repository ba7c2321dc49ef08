package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.paenmf.core.accelerator.Accelerators;
import io.github.paenmf.job.run.CommandRun;
import io.github.paenmf.job.run.SmallTable;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --device} does where there is no GPU. */
class DeviceOptionTest {

  @TempDir private Path folder;

  private Path input;
  private Path model;

  @BeforeEach
  void table() throws Exception {
    assumeFalse(Accelerators.find().availability().usable(), "this machine has a GPU");
    input = folder.resolve("table.csv");
    SmallTable.generate().csv(input);
    model = folder.resolve("model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-process", "distributed"})
  void gpuIsRefused(String source) {
    CommandRun run =
        CommandRun.of(
            "fit",
            "--input",
            input,
            "--rank",
            2,
            "--model",
            model,
            "--device",
            "gpu",
            "--source",
            source);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("device gpu was asked for, but no GPU can be used")
        .contains("paenmf-cuda");
    assertThat(run.out()).isEmpty();
    assertThat(model).doesNotExist();
  }

  @Test
  void autoSaysWhatItTookAndWhy() {
    CommandRun fit = CommandRun.done("fit", "--input", input, "--rank", 2, "--model", model);
    CommandRun evaluated =
        CommandRun.done("evaluate", "--input", input, "--model", model, "--device", "cpu");

    assertThat(fit.json()).containsEntry("device", "cpu");
    assertThat(fit.json().get("deviceReason")).asString().contains("paenmf-cuda");
    assertThat(evaluated.json())
        .containsEntry("device", "cpu")
        .containsEntry("deviceReason", "asked for");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit", "evaluate"})
  void anUnknownDeviceIsNamed(String command) {
    CommandRun run =
        command.equals("fit")
            ? CommandRun.of(
                "fit", "--input", input, "--rank", 2, "--model", model, "--device", "tpu")
            : CommandRun.of("evaluate", "--input", input, "--model", model, "--device", "tpu");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--device tpu").contains("auto, cpu, gpu");
  }
}
