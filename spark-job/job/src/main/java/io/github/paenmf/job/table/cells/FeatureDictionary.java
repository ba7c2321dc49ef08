package io.github.paenmf.job.table.cells;

import io.github.paenmf.job.table.Parsed;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * The features of a long table. Dates (as 2020-01-31) and numbers stand in their order, other names
 * in that of their first occurrence.
 *
 * @param names in their order
 * @param ordered whether they are dates or numbers
 */
record FeatureDictionary(List<String> names, boolean ordered) {

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].*)?");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  /** Where a feature occurs first, or the first fault. */
  private record Seen(long first, Parsed.Fault fault) implements Serializable {

    Seen earliest(Seen other) {
      if (fault != null) {
        return fault.compareTo(other.fault) <= 0 ? this : other;
      }
      return first <= other.first ? this : other;
    }
  }

  /** What one pass over the lines of a table found. */
  record Survey(FeatureDictionary dictionary, Parsed.Fault fault) {}

  /** Looks at every line; only the distinct names come to the driver. */
  static Survey of(JavaRDD<Parsed> lines) {
    List<Tuple2<String, Seen>> seen =
        lines.mapPartitionsToPair(FeatureDictionary::seen).reduceByKey(Seen::earliest).collect();
    Parsed.Fault fault =
        seen.stream()
            .map(entry -> entry._2().fault())
            .filter(found -> found != null)
            .findFirst()
            .orElse(null);
    List<Tuple2<String, Seen>> features = new ArrayList<>(seen);
    features.removeIf(entry -> entry._2().fault() != null);
    features.sort(Comparator.comparingLong(entry -> entry._2().first()));
    return new Survey(inOrder(features.stream().map(Tuple2::_1).toList()), fault);
  }

  private static Iterator<Tuple2<String, Seen>> seen(Iterator<Parsed> lines) {
    Map<String, Seen> seen = new HashMap<>();
    while (lines.hasNext()) {
      Parsed line = lines.next();
      if (line instanceof Parsed.NamedCell cell && !seen.containsKey(cell.feature())) {
        seen.put(cell.feature(), new Seen(cell.order(), null));
      } else if (line instanceof Parsed.Fault fault) {
        // No feature has an empty name.
        seen.merge("", new Seen(0, fault), Seen::earliest);
      }
    }
    return seen.entrySet().stream()
        .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue()))
        .iterator();
  }

  private static FeatureDictionary inOrder(List<String> names) {
    if (names.stream().allMatch(name -> DATE.matcher(name).matches())) {
      return new FeatureDictionary(names.stream().sorted().toList(), true);
    }
    if (names.stream().allMatch(name -> NUMBER.matcher(name).matches())) {
      return new FeatureDictionary(
          names.stream()
              .sorted(
                  Comparator.comparingDouble((String name) -> Double.parseDouble(name))
                      .thenComparing(Comparator.naturalOrder()))
              .toList(),
          true);
    }
    return new FeatureDictionary(names, false);
  }

  /** The features of a model first, in its order, then those that it does not know. */
  FeatureDictionary following(List<String> model) {
    Set<String> known = new HashSet<>(model);
    List<String> all = new ArrayList<>(model);
    names.stream().filter(name -> !known.contains(name)).forEach(all::add);
    return new FeatureDictionary(List.copyOf(all), true);
  }
}
