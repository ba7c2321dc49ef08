package io.github.paenmf.job.command;

import io.github.paenmf.job.table.Table;
import java.util.Locale;

/** Sentences that several commands say. */
final class Wording {

  private static final double PERCENT = 100;

  private Wording() {}

  /** What was read. */
  static String table(Table table) {
    double cells = (double) table.points() * table.features();
    return String.format(
        Locale.ROOT,
        "%s: %d data points with %d features%s, %.1f %% of the values are not 0",
        table.source(),
        table.points(),
        table.features(),
        table.featureNames().isEmpty() ? "" : " by name",
        PERCENT * table.nonZeros() / cells);
  }
}
