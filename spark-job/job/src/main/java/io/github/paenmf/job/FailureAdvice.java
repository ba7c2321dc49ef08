package io.github.paenmf.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to change after a failure whose cause lies in the machine or in Spark's settings. */
final class FailureAdvice {

  /**
   * A failure that can be told by a text in one of its messages.
   *
   * @param sign the text
   * @param advice what happened and which setting to change
   */
  private record Rule(Pattern sign, String advice) {}

  private static final List<Rule> RULES =
      List.of(
          rule(
              "UnsupportedClassVersionError",
              "a node runs an older Java: Java 17 or later is needed on every one (executors take"
                  + " it from --conf spark.executorEnv.JAVA_HOME=DIR, on YARN also"
                  + " spark.yarn.appMasterEnv.JAVA_HOME)"),
          rule(
              "spark\\.driver\\.maxResultSize",
              "tasks bring back more than spark.driver.maxResultSize allows: set a larger one"
                  + " (--conf spark.driver.maxResultSize=4g; 0 for no limit)"),
          rule(
              "No space left on device|Disk quota exceeded",
              "a disk is full: make room there, or point to another one: --model, --output or"
                  + " --checkpoint for results, --conf spark.local.dir=DIR for Spark's temporary"
                  + " files"),
          rule(
              "(ExecutorLostFailure|TaskSetManager|Lost task|Job aborted)"
                  + ".*(OutOfMemoryError|exit(ed with)? (code|status):? (52|137|143))"
                  + "|Container killed by YARN for exceeding|OOMKilled|memoryOverhead",
              "an executor ran out of memory: give it more (--executor-memory 4g; beside the heap"
                  + " --conf spark.executor.memoryOverhead=2g); doctor --plan works out how much"),
          rule(
              "OutOfMemoryError",
              "the driver ran out of memory: give it more (--driver-memory 4g), or leave the rows"
                  + " on the executors (--source distributed)"),
          rule(
              "spark\\.rpc\\.message\\.maxSize",
              "a message between driver and executors is too large: set"
                  + " --conf spark.rpc.message.maxSize=512"),
          rule(
              "All masters are unresponsive|Connection refused.*master|Invalid master URL",
              "the cluster's master does not answer: check --master"),
          rule(
              "Permission denied|AccessControlException",
              "a file or folder may not be used by this user: choose another one, or change its"
                  + " permissions"));

  private FailureAdvice() {}

  private static Rule rule(String sign, String advice) {
    return new Rule(Pattern.compile(sign, Pattern.DOTALL | Pattern.CASE_INSENSITIVE), advice);
  }

  /** What to change, when the failure, a cause or what was suppressed is known. */
  static Optional<String> of(Throwable failure) {
    StringBuilder texts = new StringBuilder();
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
      texts.append(cause).append('\n');
      for (Throwable beside : cause.getSuppressed()) {
        texts.append(beside).append('\n');
      }
      depth++;
    }
    String all = texts.toString();
    return RULES.stream()
        .filter(rule -> rule.sign().matcher(all).find())
        .map(Rule::advice)
        .findFirst();
  }

  /** The first line of a message that may be pages long. */
  static String firstLine(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    String line = text.lines().findFirst().orElse("");
    String name = failure.getClass().getSimpleName();
    return line.isBlank() || line.equals("null")
        ? name
        : String.format(Locale.ROOT, "%s (%s)", line, name);
  }
}
