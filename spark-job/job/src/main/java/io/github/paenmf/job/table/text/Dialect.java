package io.github.paenmf.job.table.text;

import java.io.Serializable;

/**
 * What is in which column of a text table.
 *
 * @param delimiter between cells
 * @param roles one a column
 * @param missingAllowed whether missing values are read as NaN rather than being faults
 */
record Dialect(byte delimiter, Role[] roles, boolean missingAllowed) implements Serializable {

  /** What a column is for. */
  enum Role {
    /** A value of the table. */
    VALUE,
    /** The name of the row. */
    NAME,
    /** In a long table, the name of the feature. */
    FEATURE,
    /** Carried along as text. */
    KEPT,
    /** Not looked at. */
    DROPPED
  }

  int columns() {
    return roles.length;
  }

  /** Number of columns with this role. */
  int count(Role role) {
    int count = 0;
    for (Role r : roles) {
      count += r == role ? 1 : 0;
    }
    return count;
  }
}
