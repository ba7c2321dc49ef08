package io.github.paenmf.job.command;

import picocli.CommandLine.Option;

/** Which table to read, and how. */
final class InputOptions extends TableOptions {

  @Option(
      names = "--input",
      paramLabel = "PATH",
      required = true,
      description =
          "the table: a file or folder, local or on any file system that Hadoop knows, or"
              + " table:NAME for a table or view of Spark's catalogue")
  private String input;

  @Override
  String path() {
    return input;
  }
}
