package io.github.paenmf.job.prepare;

/** What happens to missing values; several rules work one after the other. */
public enum MissingRule {
  /** The last known value of an earlier feature takes their place. */
  FORWARD_FILL,
  /** Data points with one go. */
  DROP_ROWS,
  /** Features with one go. */
  DROP_FEATURES,
  /** 0 takes their place. */
  ZERO
}
