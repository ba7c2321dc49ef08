package io.github.paenmf.job;

import io.github.paenmf.core.accelerator.DeviceUnavailableException;
import io.github.paenmf.core.checkpoint.CheckpointException;
import io.github.paenmf.job.command.PaenmfCommand;
import io.github.paenmf.spark.FitStoppedException;
import io.github.paenmf.spark.plan.LimitException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program. Results go to standard output, the last line one JSON object; everything else goes
 * to standard error. Exit codes: 0 done, 2 the user's input or options, 130 interrupted, 1 anything
 * else.
 */
public final class Main {

  /** Exit code for what the user has to change. */
  public static final int USER_ERROR = 2;

  /** Exit code for any other failure. */
  public static final int FAILURE = 1;

  /** Exit code after Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /**
   * Runs a command in this process.
   *
   * @param args the command and its options
   * @param out gets results, the last line one JSON object
   * @param err gets progress, warnings and errors
   * @return the exit code
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    CommandLine line = new CommandLine(new PaenmfCommand(out, err));
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Main::badOptions);
    line.setExecutionExceptionHandler(Main::failed);
    return line.execute(args);
  }

  private static int badOptions(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return USER_ERROR;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    // The option belongs to the subcommand, whose own result knows it.
    boolean verbose = command.getParseResult().hasMatchedOption("--verbose");
    Throwable expected = expected(e);
    if (expected != null) {
      err.println(name + ": " + expected.getMessage());
    } else {
      Optional<String> advice = FailureAdvice.of(e);
      if (advice.isPresent()) {
        err.println(name + " failed: " + advice.get());
        err.println("  " + FailureAdvice.firstLine(e));
      } else {
        err.println(name + " failed: " + e);
      }
      if (!verbose) {
        err.println("Give --verbose for where it happened.");
      }
    }
    if (verbose) {
      e.printStackTrace(err);
    }
    return expected == null
        ? FAILURE
        : expected instanceof FitStoppedException ? INTERRUPTED : USER_ERROR;
  }

  /** The cause that says all a user needs, or null. */
  private static Throwable expected(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError
          || cause instanceof DeviceUnavailableException
          || cause instanceof CheckpointException
          || cause instanceof LimitException
          || cause instanceof FitStoppedException) {
        return cause;
      }
    }
    return null;
  }
}
