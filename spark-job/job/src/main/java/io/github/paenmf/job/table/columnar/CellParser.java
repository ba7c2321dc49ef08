package io.github.paenmf.job.table.columnar;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Parsed;
import io.github.paenmf.job.table.ReadOptions;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Checks rows of a long table that Spark read: point, feature, value.
 *
 * @param columns their three columns
 * @param missingAllowed whether a value may be missing
 */
record CellParser(List<String> columns, boolean missingAllowed) implements Serializable {

  private static final int ROW_BITS = 40;

  /**
   * For the stated columns, or the first three.
   *
   * @throws UserError when they are absent or the values are not numbers
   */
  static CellParser of(StructType schema, ReadOptions options) {
    List<String> all = Arrays.asList(schema.fieldNames());
    List<String> wanted = options.cells().columns();
    if (wanted.isEmpty()) {
      if (all.size() < 3) {
        throw new UserError(
            options.input()
                + ": has "
                + all.size()
                + " columns, expected 3: point, feature, value");
      }
      wanted = all.subList(0, 3);
    }
    List<String> columns =
        wanted.stream().map(column -> named(column, all, options)).distinct().toList();
    if (columns.size() < 3) {
      throw new UserError("--long-columns names a column twice: " + String.join(",", wanted));
    }
    if (!(schema.apply(columns.get(2)).dataType() instanceof NumericType)) {
      throw new UserError(
          options.input()
              + ": the values in column "
              + columns.get(2)
              + " are "
              + schema.apply(columns.get(2)).dataType().simpleString()
              + ", expected numbers");
    }
    return new CellParser(List.copyOf(columns), options.missingAllowed());
  }

  private static String named(String wanted, List<String> all, ReadOptions options) {
    if (all.contains(wanted)) {
      return wanted;
    }
    if (wanted.matches("\\d{1,9}")) {
      int number = Integer.parseInt(wanted);
      if (number >= 1 && number <= all.size()) {
        return all.get(number - 1);
      }
    }
    throw new UserError(
        options.input()
            + ": --long-columns "
            + wanted
            + ": there is no such column, expected one of "
            + String.join(", ", all));
  }

  /** The rows of a partition as cells. */
  Iterator<Parsed> parse(int partition, Iterator<Row> rows) {
    Iterable<Row> once = () -> rows;
    long[] index = {0};
    return StreamSupport.stream(once.spliterator(), false)
        .map(row -> parse(((long) partition << ROW_BITS) | index[0]++, row))
        .iterator();
  }

  private Parsed parse(long order, Row row) {
    for (int c = 0; c < 2; c++) {
      if (row.isNullAt(c) || row.get(c).toString().isEmpty()) {
        return fault(order, c, "found nothing, expected a name");
      }
    }
    String id = row.get(0).toString();
    String feature = row.get(1).toString();
    double value = row.isNullAt(2) ? Double.NaN : ((Number) row.get(2)).doubleValue();
    if (value >= 0 && value <= Float.MAX_VALUE) {
      return new Parsed.NamedCell(order, id, feature, value + 0.0); // -0 becomes 0.
    }
    if (Double.isNaN(value) && missingAllowed) {
      return new Parsed.NamedCell(order, id, feature, value);
    }
    return fault(
        order,
        2,
        "found "
            + row.get(2)
            + (Double.isNaN(value)
                ? ", expected a number >= 0 (missing values need --missing)"
                : value > 0
                    ? ", expected a number below 3.4e38 (single precision)"
                    : ", expected a number >= 0"));
  }

  private Parsed fault(long order, int column, String problem) {
    return new Parsed.Fault(
        0, order, -1, null, place(order) + ", column " + columns.get(column) + ": " + problem);
  }

  static String place(long order) {
    long partition = order >>> ROW_BITS;
    long row = 1 + (order & ((1L << ROW_BITS) - 1));
    return partition == 0 ? "row " + row : "part " + partition + ", row " + row;
  }
}
