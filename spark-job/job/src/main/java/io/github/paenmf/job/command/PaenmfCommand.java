package io.github.paenmf.job.command;

import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program as a whole: chooses a command. */
@Command(
    name = "paenmf",
    description = {
      "Probabilistic non-negative matrix factorisation with Weibull latents on Apache Spark.",
      "Arguments may stand in a file: @FILE. Results go to standard output, the last line one JSON"
          + " object."
    },
    subcommands = {
      FitCommand.class,
      TransformCommand.class,
      GenerateCommand.class,
      EvaluateCommand.class,
      SelectRankCommand.class,
      ReportCommand.class,
      DemoCommand.class,
      DoctorCommand.class
    },
    mixinStandardHelpOptions = true)
public final class PaenmfCommand implements Runnable {

  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec;

  /**
   * The program.
   *
   * @param out gets results
   * @param err gets progress and warnings
   */
  public PaenmfCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command given, expected one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
