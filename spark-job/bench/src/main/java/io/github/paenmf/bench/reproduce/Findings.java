package io.github.paenmf.bench.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the paper says, what was measured, and whether the two agree. */
final class Findings {

  /**
   * One line.
   *
   * @param claim what is said
   * @param measured numbers, in words
   * @param holds whether they bear it out; {@code null} when nothing is claimed
   */
  record Finding(String claim, String measured, Boolean holds) {}

  private final List<Finding> all = new ArrayList<>();

  void add(String claim, Boolean holds, String measured, Object... numbers) {
    all.add(new Finding(claim, String.format(Locale.ROOT, measured, numbers), holds));
  }

  List<Finding> all() {
    return all;
  }

  /** A table in Markdown. */
  String table() {
    StringBuilder out = new StringBuilder("| the paper says | measured | holds |\n|---|---|---|\n");
    for (Finding finding : all) {
      out.append("| ")
          .append(finding.claim())
          .append(" | ")
          .append(finding.measured())
          .append(" | ")
          .append(word(finding.holds()))
          .append(" |\n");
    }
    return out.toString();
  }

  static String word(Boolean holds) {
    return holds == null ? "-" : holds ? "yes" : "no";
  }

  /** For the last line of output. */
  Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("claims", all.stream().filter(finding -> finding.holds() != null).count());
    summary.put("hold", all.stream().filter(f -> Boolean.TRUE.equals(f.holds())).count());
    return summary;
  }
}
