package io.github.paenmf.job.report.sample;

import io.github.paenmf.job.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What is known of the data points beside their features, as a diagnosis: columns that the table
 * kept, and those of a text file whose first column has the names of the data points.
 *
 * @param kept names of the table's kept columns
 * @param file CSV with a header, or {@code null}
 * @param chosen which of them to show; empty for those with few different values
 */
public record Annotations(List<String> kept, String file, List<String> chosen) {

  /** Without a choice, columns with more different values than this are left out. */
  private static final int FEW = 12;

  private static final int MOST_COLUMNS = 4;

  /** Of a table that kept nothing. */
  public static Annotations none() {
    return new Annotations(List.of(), null, List.of());
  }

  /**
   * The labels of some rows.
   *
   * @param ids names of the rows
   * @param keptLabels labels of the kept columns, in the rows' order
   * @throws UserError when the file can't be read or a chosen column is nowhere
   */
  Map<String, List<String>> of(
      SparkSession spark, List<String> ids, Map<String, List<String>> keptLabels) {
    Map<String, List<String>> all = new LinkedHashMap<>(keptLabels);
    if (file != null) {
      all.putAll(read(spark, ids));
    }
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

  private Map<String, List<String>> read(SparkSession spark, List<String> ids) {
    Dataset<Row> table;
    try {
      table = spark.read().option("header", "true").option("escape", "\"").csv(file);
    } catch (RuntimeException e) {
      throw unreadable(e);
    } catch (Exception e) {
      // Spark throws checked exceptions through methods that do not declare them.
      throw unreadable(e);
    }
    String[] names = table.columns();
    if (names.length < 2) {
      throw new UserError(
          "--annotations "
              + file
              + ": has "
              + names.length
              + " column(s), expected the data points' names and at least one more");
    }
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      places.put(ids.get(i), i);
    }
    List<List<String>> columns = new ArrayList<>();
    for (int c = 1; c < names.length; c++) {
      columns.add(new ArrayList<>(Arrays.asList(new String[ids.size()])));
    }
    int found = 0;
    for (Row row : table.filter(table.col(quoted(names[0])).isin(ids.toArray())).collectAsList()) {
      Integer place = places.get(row.getString(0));
      found++;
      for (int c = 1; c < names.length; c++) {
        String label = row.isNullAt(c) ? null : row.getString(c).trim();
        columns.get(c - 1).set(place, label == null || label.isEmpty() ? null : label);
      }
    }
    if (found == 0) {
      throw new UserError(
          "--annotations "
              + file
              + ": its first column '"
              + names[0]
              + "' has none of the data points' names, for instance '"
              + ids.get(0)
              + "'");
    }
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (int c = 1; c < names.length; c++) {
      labels.put(names[c], columns.get(c - 1));
    }
    return labels;
  }

  private UserError unreadable(Exception e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new UserError("--annotations " + file + ": cannot be read: " + reason, e);
  }

  /** A column's name as Spark's expressions take any name. */
  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
