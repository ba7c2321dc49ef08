package io.github.paenmf.job.command;

import picocli.CommandLine.Option;

/** Which table new rows are to be like, if any, and how it is read. */
final class LikeOptions extends TableOptions {

  @Option(
      names = "--like",
      paramLabel = "PATH",
      description = "draw from the posteriors of these rows: a table as for fit")
  private String like;

  @Override
  String path() {
    return like;
  }
}
