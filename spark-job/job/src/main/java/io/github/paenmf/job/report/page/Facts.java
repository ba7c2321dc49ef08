package io.github.paenmf.job.report.page;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names and values under a heading.
 *
 * @param heading what they are about
 * @param values in the order in which they are shown
 */
public record Facts(String heading, Map<String, String> values) {

  /** No values yet. */
  public static Facts of(String heading) {
    return new Facts(heading, new LinkedHashMap<>());
  }

  /** Adds a value. */
  public Facts with(String name, Object value) {
    values.put(name, String.valueOf(value));
    return this;
  }
}
