package io.github.paenmf.job.table.cells;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.BlockCount;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.Parsed;
import io.github.paenmf.job.table.ParsedTable;
import io.github.paenmf.job.table.ParsedTable.Checks;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.prepare.FeatureMatching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * A table with one value a line (point, feature, value), pivoted. Two passes over the lines: one
 * for the names of the features, one that pivots.
 */
public final class LongTable {

  private final SparkSession spark;
  private final JavaRDD<Parsed> lines;
  private final ReadOptions options;

  /**
   * A table.
   *
   * @param lines {@link Parsed.NamedCell} and {@link Parsed.Fault}
   */
  public LongTable(SparkSession spark, JavaRDD<Parsed> lines, ReadOptions options) {
    this.spark = spark;
    this.lines = lines;
    this.options = options;
  }

  /**
   * Pivots and checks.
   *
   * @param bytes size of the input, which decides the number of blocks
   * @param explain turns a fault into the message for the user
   * @param place tells where in the input a cell stands, by its order
   * @throws UserError for the first fault, or a cell with two values where that is an error
   */
  public Table pivot(
      long bytes, Function<Parsed.Fault, String> explain, LongFunction<String> place) {
    FeatureDictionary.Survey survey = FeatureDictionary.of(lines);
    if (survey.fault() != null) {
      throw new UserError(explain.apply(survey.fault()));
    }
    FeatureDictionary found = survey.dictionary();
    if (found.names().isEmpty()) {
      throw new UserError(options.input() + ": holds no data, expected a table of numbers >= 0");
    }
    boolean absentMissing = options.cells().absentMissing();
    boolean forModel = options.expected() != null && !options.expected().names().isEmpty();
    List<String> notes = new ArrayList<>();
    if (forModel) {
      notes.addAll(compare(found.names(), options.expected().names()));
      found = found.following(options.expected().names());
    }
    if (absentMissing && !found.ordered()) {
      notes.add(
          "the features are neither dates (as 2020-01-31) nor numbers: they stand in the order of"
              + " their first occurrence");
    }
    List<String> names = found.names();
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    Broadcast<Map<String, Integer>> sent =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(numbers);
    JavaRDD<Parsed> cells =
        lines.map(
            line ->
                line instanceof Parsed.NamedCell cell
                    ? new Parsed.Cell(
                        cell.order(), cell.id(), -1, sent.value().get(cell.feature()), cell.value())
                    : line);
    NamedPivot pivot =
        new NamedPivot(
            BlockCount.of(bytes),
            new PointAssembly(names.size(), options.cells().duplicates(), absentMissing));
    Table table =
        new ParsedTable(spark, pivot.apply(cells), Layout.LONG, options.cells(), options.input())
            .check(
                new Checks(
                    names,
                    List.of(),
                    explain,
                    twice -> twice(twice.id(), names.get(twice.feature()), place),
                    counted -> {}));
    return notes.isEmpty() ? table : table.withNotes(notes);
  }

  /** Goes through the input again for the first two cells with this point and feature. */
  private String places(String point, String feature, LongFunction<String> place) {
    return lines
        .filter(
            piece ->
                piece instanceof Parsed.NamedCell cell
                    && cell.id().equals(point)
                    && cell.feature().equals(feature))
        .map(piece -> ((Parsed.NamedCell) piece).order())
        .take(2)
        .stream()
        .map(place::apply)
        .collect(Collectors.joining(" and "));
  }

  private String twice(String point, String feature, LongFunction<String> place) {
    return options.input()
        + ": two values for '"
        + point
        + "' and '"
        + feature
        + "' ("
        + places(point, feature, place)
        + "); give --duplicates mean, sum, first or last";
  }

  private List<String> compare(List<String> found, List<String> model) {
    Set<String> there = new HashSet<>(found);
    List<String> absent = model.stream().filter(name -> !there.contains(name)).toList();
    if (absent.size() == model.size()) {
      throw new UserError(
          options.input()
              + ": none of the model's "
              + model.size()
              + " features occurs in the table; it has "
              + FeatureMatching.some(found)
              + ", the model "
              + FeatureMatching.some(model));
    }
    return absent.isEmpty()
        ? List.of()
        : List.of(
            absent.size()
                + " of the model's "
                + model.size()
                + " features do not occur and are "
                + (options.cells().absentMissing() ? "missing" : "0")
                + ": "
                + FeatureMatching.some(absent));
  }
}
