package io.github.paenmf.job.table;

import java.util.Locale;

/** What happens when a table gives one cell several values. */
public enum DuplicateRule {
  /** An error. */
  ERROR,
  /** Their mean. */
  MEAN,
  /** Their sum. */
  SUM,
  /** The one that comes first in the table. */
  FIRST,
  /** The one that comes last in the table. */
  LAST;

  /** The name used for {@code --duplicates}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
