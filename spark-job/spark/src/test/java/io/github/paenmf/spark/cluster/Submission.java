package io.github.paenmf.spark.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A driver that runs, or ran, in its own JVM. */
public final class Submission {

  private final Process process;
  private final Path standardOutput;
  private final Path standardError;

  Submission(Process process, Path standardOutput, Path standardError) {
    this.process = process;
    this.standardOutput = standardOutput;
    this.standardError = standardError;
  }

  /**
   * What a driver left.
   *
   * @param exitCode of the process; 137 when it was killed
   * @param stdout its standard output
   * @param stderr its standard error
   */
  public record Result(int exitCode, String stdout, String stderr) {}

  /** Waits for the end; a driver that takes longer is killed, and that is an AssertionError. */
  public Result await(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        throw new AssertionError("the driver took more than " + atMost + "\n" + stderr());
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a driver", e);
    }
    return new Result(process.exitValue(), stdout(), stderr());
  }

  /** Waits until standard error holds a text: progress that a test acts upon. */
  public void awaitStderr(String text, Duration atMost) {
    Awaitility.await(standardError.getFileName() + " to say: " + text)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (stderr().contains(text)) {
                return true;
              }
              if (!process.isAlive()) {
                throw new AssertionError("the driver ended without \"" + text + "\"\n" + stderr());
              }
              return false;
            });
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }

  /** SIGINT, as Ctrl-C sends it. */
  public void interrupt() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** True while the driver runs. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** What came on standard output so far. */
  public String stdout() {
    return read(standardOutput);
  }

  /** What came on standard error so far. */
  public String stderr() {
    return read(standardError);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
