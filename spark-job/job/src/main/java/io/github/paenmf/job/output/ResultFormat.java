package io.github.paenmf.job.output;

import java.util.Locale;

/** File formats of results. */
public enum ResultFormat {
  /** Apache Parquet, vectors as arrays. */
  PARQUET,
  /** Values between commas, a column a value. */
  CSV,
  /** One JSON object a line, vectors as arrays. */
  JSON;

  /** Spark's name for it. */
  public String sourceName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a path's ending asks for one file of this format rather than a folder. */
  public boolean isFile(String path) {
    return this != PARQUET && path.toLowerCase(Locale.ROOT).endsWith("." + sourceName());
  }

  /** The format that a path's ending tells, else Parquet. */
  public static ResultFormat ofPath(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".csv") ? CSV : lower.endsWith(".json") ? JSON : PARQUET;
  }
}
