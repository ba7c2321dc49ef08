package io.github.paenmf.job.table.matrix;

import io.github.paenmf.core.prepare.SelectFeatures;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.ReadOptions.NameFiles;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.prepare.PreparationStep;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which features of a 10x folder are read: one run counts genes, antibodies and guides side by
 * side, and their counts are of different sizes. Genes alone unless told otherwise, as single-cell
 * tools read such folders.
 *
 * @param types one a feature, some {@code null}; empty when they have none
 * @param file that says so, for messages
 */
record FeatureTypes(List<String> types, String file) {

  static FeatureTypes none() {
    return new FeatureTypes(List.of(), null);
  }

  /**
   * The table with the features of one type.
   *
   * @param wanted a type, {@code all}, or {@code null} when none is stated
   * @param modelChooses whether a model picks its features by name: then nothing is left out that
   *     is not asked for
   * @throws UserError when no feature is of that type
   */
  Table select(Table table, String wanted, boolean modelChooses) {
    Map<String, Long> counts =
        types.stream()
            .filter(type -> type != null && !type.isEmpty())
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    if (NameFiles.ALL_TYPES.equals(wanted)
        || wanted == null && (modelChooses || counts.size() < 2)) {
      return table;
    }
    String type = wanted == null ? NameFiles.GENES : wanted;
    if (!counts.containsKey(type)) {
      if (wanted == null) {
        return table.withNotes(
            List.of("features of several types are read together: " + listed(counts)));
      }
      table.close();
      throw new UserError(
          "--feature-type "
              + wanted
              + ": "
              + (counts.isEmpty()
                  ? "the features have no types (the third column of a 10x folder's features.tsv)"
                  : file + " has " + listed(counts) + "; expected one of them, or all"));
    }
    int[] kept = IntStream.range(0, types.size()).filter(t -> type.equals(types.get(t))).toArray();
    if (kept.length == types.size()) {
      return table;
    }
    return narrowed(table, kept, type, counts);
  }

  private static Table narrowed(Table table, int[] kept, String type, Map<String, Long> counts) {
    Dataset<Row> rows =
        PreparationStep.of(new SelectFeatures(table.features(), kept)).transform(table.rows());
    long nonZeros =
        rows.select(Table.FEATURES)
            .javaRDD()
            .map(row -> (long) row.<Vector>getAs(0).numNonzeros())
            .fold(0L, Long::sum);
    if (nonZeros == 0) {
      table.close();
      throw new UserError(
          table.source() + ": every value of the features of type " + type + " is 0");
    }
    List<String> names = table.featureNames();
    return table.withFeatures(
        rows,
        Arrays.stream(kept).mapToObj(names::get).toList(),
        nonZeros,
        "features of type "
            + type
            + " alone, of "
            + listed(counts)
            + "; --feature-type all reads them together");
  }

  private static String listed(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", "));
  }
}
