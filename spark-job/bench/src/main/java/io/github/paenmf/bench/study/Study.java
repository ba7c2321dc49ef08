package io.github.paenmf.bench.study;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The study program. */
@Command(
    name = "study",
    description = "How training does on real tables.",
    subcommands = {SolverComparison.class, PromisedFigures.class, Agreement.class},
    mixinStandardHelpOptions = true)
public final class Study {

  private Study() {}

  /** Runs the command that the arguments name. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Study()).execute(arguments));
  }
}
