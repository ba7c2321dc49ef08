package io.github.paenmf.job.report.sample;

import io.github.paenmf.job.UserError;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the data points beside their features, as a diagnosis: columns that the table
 * kept, of its own or of a file beside it.
 *
 * @param kept names of the table's kept columns
 * @param chosen which of them to show; empty for those with few different values
 */
public record Annotations(List<String> kept, List<String> chosen) {

  /** Without a choice, columns with more different values than this are left out. */
  private static final int FEW = 12;

  private static final int MOST_COLUMNS = 4;

  /** Of a table that kept nothing. */
  public static Annotations none() {
    return new Annotations(List.of(), List.of());
  }

  /**
   * The labels of some rows.
   *
   * @param all labels of the kept columns, in the rows' order
   * @throws UserError when a chosen column is nowhere
   */
  Map<String, List<String>> of(Map<String, List<String>> all) {
    for (String name : chosen) {
      if (!all.containsKey(name)) {
        throw new UserError(
            "--annotate "
                + name
                + ": no such column, found "
                + (all.isEmpty() ? "none (give --keep or --annotations)" : all.keySet()));
      }
    }
    Map<String, List<String>> shown = new LinkedHashMap<>();
    all.forEach(
        (name, labels) -> {
          boolean wanted = chosen.isEmpty() ? isFew(labels) : chosen.contains(name);
          if (wanted && (shown.size() < MOST_COLUMNS || !chosen.isEmpty())) {
            shown.put(name, labels);
          }
        });
    return shown;
  }

  private static boolean isFew(List<String> labels) {
    Set<String> different = new HashSet<>(labels);
    different.remove(null);
    return different.size() > 1 && different.size() <= FEW;
  }

  /** A column's name as Spark's expressions take any name. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
