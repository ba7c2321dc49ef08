package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.paenmf.job.run.CommandRun;
import io.github.paenmf.job.run.SmallTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectRankTest {

  @TempDir private Path folder;

  @Test
  void theTableIsWrittenAndTheChoicePrinted() throws IOException {
    Path input = SmallTable.generate().csv(folder.resolve("table.csv"));
    Path output = folder.resolve("ranks");
    CommandRun run =
        CommandRun.done(
            "select-rank",
            "--input",
            input,
            "--ranks",
            "1..4",
            "--restarts",
            3,
            "--output",
            output);

    JsonNode json = new ObjectMapper().readTree(Files.readString(output.resolve("ranks.json")));
    assertThat(run.json().get("rank")).isEqualTo(json.path("rank").asInt());
    assertThat(run.json().get("criterion")).isEqualTo("model-length");
    assertThat((List<?>) run.json().get("table")).hasSize(4);
    assertThat(json.path("table").get(2).path("model-length").isNumber()).isTrue();
    assertThat(json.path("table").get(0).path("consensus").isNull()).isTrue();
    assertThat(Files.readAllLines(output.resolve("ranks.csv")))
        .hasSize(5)
        .first()
        .asString()
        .startsWith("rank,model-length,model-length-gamma,mdl,held-out");
    assertThat(Files.readString(output.resolve("ranks.svg")))
        .startsWith("<svg")
        .contains("held-out");
    assertThat(run.err()).contains("by model-length").contains("other criteria");

    CommandRun again =
        CommandRun.of("select-rank", "--input", input, "--ranks", "2,3", "--output", output);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("exists already");
    CommandRun.done(
        "select-rank",
        "--input",
        input,
        "--ranks",
        "3,2",
        "--criteria",
        "mdl",
        "--overwrite",
        "--output",
        output);
    assertThat(Files.readAllLines(output.resolve("ranks.csv"))).hasSize(3);
  }

  @Test
  void savesTheModelOfTheRankChosenAsFitDoes() {
    Path input = SmallTable.generate().csv(folder.resolve("chosen.csv"));
    Path chosen = folder.resolve("chosen-model");
    Object[] select = {
      "select-rank",
      "--input",
      input,
      "--ranks",
      "2,3",
      "--criteria",
      "mdl",
      "--output",
      folder.resolve("chosen-ranks"),
      "--model",
      chosen
    };

    CommandRun run = CommandRun.done(select);

    Path fitted = folder.resolve("fitted-model");
    CommandRun.done("fit", "--input", input, "--rank", run.json().get("rank"), "--model", fitted);
    CommandRun other = CommandRun.done("evaluate", "--input", input, "--model", fitted);
    CommandRun judged = CommandRun.done("evaluate", "--input", input, "--model", chosen);
    assertThat(run.json()).containsEntry("model", chosen.toString());
    assertThat(judged.json().get("negativeElbo")).isEqualTo(other.json().get("negativeElbo"));

    select[8] = folder.resolve("not-written");
    CommandRun again = CommandRun.of(select);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("--model", "exists already");
    assertThat(folder.resolve("not-written")).doesNotExist();
  }

  @Test
  void whatTheUserHasToChangeEndsWithTwoAndWritesNothing() {
    Path input = SmallTable.generate().csv(folder.resolve("table.csv"));
    refused(input, "expected ranks", "--ranks", "5..2");
    refused(input, "expected ranks from 1 to 6", "--ranks", "2..7");
    refused(input, "always agrees with itself", "--ranks", "2", "--restarts", 1);
    refused(input, "expected one of model-length", "--ranks", "2", "--criterion", "aic");
    refused(input, "--folds 1: expected", "--ranks", "2", "--folds", 1);
  }

  private void refused(Path input, String message, Object... options) {
    Path output = folder.resolve("none");
    Object[] args = new Object[options.length + 5];
    args[0] = "select-rank";
    args[1] = "--input";
    args[2] = input;
    args[3] = "--output";
    args[4] = output;
    System.arraycopy(options, 0, args, 5, options.length);
    CommandRun run = CommandRun.of(args);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(output).doesNotExist();
  }
}
