package io.github.paenmf.job.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.paenmf.job.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A command that was run in this JVM.
 *
 * @param code exit code
 * @param out all of standard output
 * @param err all of standard error
 */
public record CommandRun(int code, String out, String err) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs a command; arguments may be paths and numbers. */
  public static CommandRun of(Object... args) {
    TestSpark.session();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            Arrays.stream(args).map(Object::toString).toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** As {@link #of}, for a command that has to succeed. */
  public static CommandRun done(Object... args) {
    CommandRun run = of(args);
    if (run.code() != 0) {
      throw new AssertionError(List.of(args) + " ended with " + run.code() + ": " + run.err());
    }
    return run;
  }

  /** The one line of standard output as JSON. */
  public Map<String, Object> json() {
    List<String> lines = out.lines().toList();
    if (lines.size() != 1) {
      throw new AssertionError("expected one line on standard output, found " + lines);
    }
    try {
      return JSON.readValue(lines.get(0), new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + lines.get(0), e);
    }
  }

  /** A number of the JSON line. */
  public double number(String key) {
    return ((Number) json().get(key)).doubleValue();
  }
}
