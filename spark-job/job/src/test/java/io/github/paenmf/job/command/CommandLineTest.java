package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line as a whole. Two options of one name in a command and its mixins compile, and are
 * refused by picocli only when that command is put together.
 */
class CommandLineTest {

  private final CommandLine program = new CommandLine(new PaenmfCommand(silent(), silent()));

  @Test
  void everyCommandCanBePutTogetherAndExplainsItself() {
    assertThat(program.getSubcommands().keySet())
        .containsExactlyInAnyOrder(
            "fit", "transform", "generate", "evaluate", "select-rank", "report", "demo", "doctor");
    program
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(command.getUsageMessage()).startsWith("Usage: paenmf " + name);
              for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(option.description())
                    .as("%s %s", name, option.longestName())
                    .isNotEmpty();
              }
              assertThat(options(name)).contains("--help", "--seed", "--overwrite", "--verbose");
            });
  }

  @Test
  void aStudyOfRanksOffersNothingThatOneFitAloneCanDo() {
    Set<String> alone =
        Set.of(
            "--checkpoint",
            "--checkpoint-interval",
            "--resume",
            "--initial-model",
            "--no-stored-rows",
            "--rank");
    assertThat(options("fit")).containsAll(alone);
    assertThat(options("select-rank"))
        .doesNotContainAnyElementsOf(alone)
        .contains("--ranks", "--max-iter", "--partitions", "--device");
  }

  private Set<String> options(String command) {
    Set<String> names = new TreeSet<>();
    program
        .getSubcommands()
        .get(command)
        .getCommandSpec()
        .options()
        .forEach(option -> names.addAll(List.of(option.names())));
    return names;
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream());
  }
}
