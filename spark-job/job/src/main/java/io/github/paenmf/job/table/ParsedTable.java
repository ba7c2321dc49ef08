package io.github.paenmf.job.table;

import io.github.paenmf.job.UserError;
import io.github.paenmf.spark.data.FeatureNames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * From parsed pieces to a checked table: keeps the pieces, looks through them once for faults and
 * totals, numbers points without a name, and makes sure that no name occurs twice.
 */
public final class ParsedTable {

  private static final int HASHES_TO_DRIVER = 2_000_000;

  private final SparkSession spark;
  private final JavaRDD<Parsed> pieces;
  private final Layout layout;
  private final ReadOptions.CellRules cells;
  private final String source;

  /**
   * Parsed pieces in the order of the file.
   *
   * @param layout how data points lie in the file
   * @param source the file, for messages
   */
  public ParsedTable(SparkSession spark, JavaRDD<Parsed> pieces, Layout layout, String source) {
    this(spark, pieces, layout, ReadOptions.CellRules.none(), source);
  }

  /**
   * As the other constructor, for a table that is given value by value.
   *
   * @param cells how it is read
   */
  public ParsedTable(
      SparkSession spark,
      JavaRDD<Parsed> pieces,
      Layout layout,
      ReadOptions.CellRules cells,
      String source) {
    this.spark = spark;
    this.layout = layout;
    this.cells = cells;
    this.pieces = pieces.persist(StorageLevel.MEMORY_AND_DISK());
    this.source = source;
  }

  /** Totals of one partition. */
  private record Totals(
      long points,
      long zeroPoints,
      long nonZeros,
      int shortest,
      int longest,
      long[] idHashes,
      Parsed.Fault fault,
      String[] names,
      Parsed.Tally tally,
      Parsed.Duplicate duplicate)
      implements Serializable {}

  /**
   * What a reader knows about its table.
   *
   * @param names of the features when the driver knows them; empty when the tasks do or nobody does
   * @param kept names of the kept columns
   * @param fault turns a fault into the message for the user
   * @param duplicate turns a cell with two values into the message for the user
   * @param tally looks at what was counted; throws a UserError when it is not what was announced
   */
  public record Checks(
      List<String> names,
      List<String> kept,
      Function<Parsed.Fault, String> fault,
      Function<Parsed.Duplicate, String> duplicate,
      Consumer<Parsed.Tally> tally) {

    /** For a table that is not given value by value. */
    public static Checks of(
        List<String> names, List<String> kept, Function<Parsed.Fault, String> fault) {
      return new Checks(names, kept, fault, repeated -> "a value is given twice", counted -> {});
    }
  }

  /**
   * The table, when there is no fault in it.
   *
   * @throws UserError for the first fault, an empty table, a repeated name or cell
   */
  public Table check(Checks checks) {
    try {
      return checked(checks);
    } catch (RuntimeException e) {
      pieces.unpersist(false);
      throw e;
    }
  }

  private Table checked(Checks checks) {
    List<Totals> parts = pieces.mapPartitions(i -> List.of(totals(i)).iterator()).collect();
    parts.stream()
        .map(Totals::fault)
        .filter(fault -> fault != null)
        .min(Parsed.Fault::compareTo)
        .ifPresent(
            fault -> {
              throw new UserError(checks.fault().apply(fault));
            });
    parts.stream()
        .map(Totals::duplicate)
        .filter(duplicate -> duplicate != null)
        .findFirst()
        .ifPresent(
            duplicate -> {
              throw new UserError(checks.duplicate().apply(duplicate));
            });
    Parsed.Tally tally =
        parts.stream().map(Totals::tally).reduce(new Parsed.Tally(0, 0), Parsed.Tally::plus);
    checks.tally().accept(tally);
    long zeroPoints = parts.stream().mapToLong(Totals::zeroPoints).sum();
    long points = 0;
    long nonZeros = 0;
    int shortest = Integer.MAX_VALUE;
    int features = 0;
    List<String> featureNames = checks.names();
    long[] firstPoint = new long[parts.size()];
    for (int p = 0; p < parts.size(); p++) {
      Totals part = parts.get(p);
      firstPoint[p] = points;
      points += part.points();
      nonZeros += part.nonZeros();
      shortest = Math.min(shortest, part.shortest());
      features = Math.max(features, part.longest());
      if (part.names() != null) {
        featureNames = List.of(part.names());
      }
    }
    if (points == 0 || features == 0) {
      throw new UserError(source + ": holds no data, expected a table of numbers >= 0");
    }
    if (shortest < features) {
      throw new UserError(
          source
              + ": vectors of different lengths, the shortest "
              + shortest
              + " and the longest "
              + features
              + ", expected one length");
    }
    if (nonZeros == 0) {
      throw new UserError(source + ": every value is 0, there is nothing to factorise");
    }
    requireUnique(featureNames);
    requireUniqueIds(parts, points);
    return new Table(
        spark.createDataFrame(
            rows(firstPoint), schema(featureNames.toArray(String[]::new), checks.kept())),
        featureNames,
        points,
        features,
        nonZeros,
        layout,
        cells,
        source,
        checks.kept(),
        notes(tally, zeroPoints, points),
        FeatureTexts::none,
        () -> pieces.unpersist(false));
  }

  private static List<String> notes(Parsed.Tally tally, long zeroPoints, long points) {
    List<String> notes = new ArrayList<>();
    if (tally.merged() > 0) {
      notes.add(
          tally.merged()
              + " of "
              + tally.cells()
              + " values put together with others of their cell");
    }
    if (zeroPoints > 0) {
      notes.add(zeroPoints + " of " + points + " data points are 0 throughout");
    }
    return List.copyOf(notes);
  }

  private static Totals totals(Iterator<Parsed> pieces) {
    long points = 0;
    long zeroPoints = 0;
    long nonZeros = 0;
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    long[] hashes = new long[64];
    int hashed = 0;
    Parsed.Fault fault = null;
    String[] names = null;
    Parsed.Tally tally = new Parsed.Tally(0, 0);
    Parsed.Duplicate duplicate = null;
    while (pieces.hasNext()) {
      Parsed piece = pieces.next();
      if (piece instanceof Parsed.Point point) {
        points++;
        shortest = Math.min(shortest, point.values().size());
        longest = Math.max(longest, point.values().size());
        long stored = nonZeros(point);
        nonZeros += stored;
        zeroPoints += stored == 0 ? 1 : 0;
        if (point.id() != null) {
          if (hashed == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * hashed);
          }
          hashes[hashed++] = hash(point.id());
        }
      } else if (piece instanceof Parsed.Names some) {
        names = some.names();
      } else if (piece instanceof Parsed.Fault found) {
        fault = fault == null || found.compareTo(fault) < 0 ? found : fault;
      } else if (piece instanceof Parsed.Tally counted) {
        tally = tally.plus(counted);
      } else if (piece instanceof Parsed.Duplicate found) {
        duplicate = duplicate == null ? found : duplicate;
      }
    }
    return new Totals(
        points,
        zeroPoints,
        nonZeros,
        shortest,
        longest,
        Arrays.copyOf(hashes, hashed),
        fault,
        names,
        tally,
        duplicate);
  }

  private static long nonZeros(Parsed.Point point) {
    return point.values() instanceof SparseVector sparse
        ? sparse.values().length
        : point.values().numNonzeros();
  }

  /** 64 bits of a name, so that a repeat can be suspected without sending names around. */
  private static long hash(String id) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      h = (h ^ id.charAt(i)) * 0x100000001b3L;
    }
    return h ^ (h >>> 29);
  }

  private void requireUnique(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (int j = 0; j < names.size(); j++) {
      if (!seen.add(names.get(j))) {
        throw new UserError(
            source
                + ": two features have the name '"
                + names.get(j)
                + "' (numbers "
                + (names.indexOf(names.get(j)) + 1)
                + " and "
                + (j + 1)
                + "), expected different names");
      }
    }
  }

  private void requireUniqueIds(List<Totals> parts, long points) {
    if (points > HASHES_TO_DRIVER) {
      List<Tuple2<String, Long>> repeated =
          ids()
              .mapToPair(id -> new Tuple2<>(id, 1L))
              .reduceByKey(Long::sum)
              .filter(count -> count._2() > 1)
              .take(1);
      if (!repeated.isEmpty()) {
        throw repeated(repeated.get(0)._1());
      }
      return;
    }
    long[] hashes = parts.stream().flatMapToLong(part -> Arrays.stream(part.idHashes())).toArray();
    Arrays.sort(hashes);
    Set<Long> suspects = new HashSet<>();
    for (int i = 1; i < hashes.length; i++) {
      if (hashes[i] == hashes[i - 1]) {
        suspects.add(hashes[i]);
      }
    }
    if (suspects.isEmpty()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (String id : ids().filter(id -> suspects.contains(hash(id))).collect()) {
      if (!seen.add(id)) {
        throw repeated(id);
      }
    }
  }

  private UserError repeated(String id) {
    return new UserError(
        source + ": two data points have the name '" + id + "', expected different names");
  }

  private JavaRDD<String> ids() {
    return pieces
        .filter(piece -> piece instanceof Parsed.Point point && point.id() != null)
        .map(piece -> ((Parsed.Point) piece).id());
  }

  private JavaRDD<Row> rows(long[] firstPoint) {
    return pieces.mapPartitionsWithIndex(
        (partition, iterator) -> {
          Iterable<Parsed> once = () -> iterator;
          long[] number = {firstPoint[partition]};
          return StreamSupport.stream(once.spliterator(), false)
              .filter(Parsed.Point.class::isInstance)
              .map(piece -> row((Parsed.Point) piece, ++number[0]))
              .iterator();
        },
        true);
  }

  private static Row row(Parsed.Point point, long number) {
    Object[] cells = new Object[2 + point.kept().length];
    cells[0] = point.id() == null ? Long.toString(number) : point.id();
    cells[1] = point.values();
    System.arraycopy(point.kept(), 0, cells, 2, point.kept().length);
    return RowFactory.create(cells);
  }

  private static StructType schema(String[] names, List<String> kept) {
    List<StructField> fields = new ArrayList<>();
    fields.add(DataTypes.createStructField(Table.ID, DataTypes.StringType, false));
    fields.add(
        new StructField(
            Table.FEATURES,
            SQLDataTypes.VectorType(),
            false,
            FeatureNames.metadata(Table.FEATURES, names)));
    for (String name : kept) {
      fields.add(new StructField(name, DataTypes.StringType, true, Metadata.empty()));
    }
    return DataTypes.createStructType(fields);
  }
}
