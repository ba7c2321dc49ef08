package io.github.paenmf.job.table.columnar;

import io.github.paenmf.job.table.Parsed;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;

/** Checks rows that Spark read and makes vectors of them. */
final class RowParser implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int ROW_BITS = 40;

  private final ColumnRoles roles;
  private final boolean missingAllowed;

  RowParser(ColumnRoles roles, boolean missingAllowed) {
    this.roles = roles;
    this.missingAllowed = missingAllowed;
  }

  /** Makes a piece of a line. */
  @FunctionalInterface
  interface Maker extends Function<Line, Parsed>, Serializable {}

  /** A checked row: its place, name, values and kept columns. */
  record Line(long order, String name, Vector values, String[] kept) {

    Parsed point() {
      return new Parsed.Point(name, values, kept);
    }

    Parsed feature() {
      return new Parsed.Feature(order, name, values.toArray());
    }
  }

  /** The rows of a partition as pieces. */
  Iterator<Parsed> parse(int partition, Iterator<Row> rows, Maker maker) {
    Iterable<Row> once = () -> rows;
    long[] number = {0};
    return StreamSupport.stream(once.spliterator(), false)
        .map(row -> parse(partition, number[0]++, row, maker))
        .iterator();
  }

  private Parsed parse(int partition, long index, Row row, Maker maker) {
    long order = ((long) partition << ROW_BITS) | index;
    int after = roles.features().size();
    String[] kept =
        IntStream.range(after, after + roles.kept().size())
            .mapToObj(c -> row.isNullAt(c) ? "" : row.get(c).toString())
            .toArray(String[]::new);
    String name = null;
    if (roles.name() != null) {
      Object cell = row.get(row.size() - 1);
      if (cell == null || cell.toString().isEmpty()) {
        return new Parsed.Fault(
            0,
            order,
            -1,
            null,
            place(partition, index, null) + ", column " + roles.name() + ": expected a name");
      }
      name = cell.toString();
    }
    try {
      Vector values = roles.vector() ? vector(row) : numbers(row);
      return maker.apply(new Line(order, name, values, kept));
    } catch (BadCell e) {
      return new Parsed.Fault(
          0, order, -1, null, place(partition, index, name) + ", " + e.getMessage());
    }
  }

  private static String place(int partition, long index, String name) {
    String row =
        partition == 0 ? "row " + (index + 1) : "part " + partition + ", row " + (index + 1);
    return name == null ? row : row + " (" + name + ")";
  }

  private Vector numbers(Row row) throws BadCell {
    double[] values = new double[roles.features().size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = checked(row.get(j), roles.features().get(j));
    }
    return Vectors.dense(values).compressed();
  }

  private Vector vector(Row row) throws BadCell {
    String column = roles.features().get(0);
    Object cell = row.get(0);
    if (cell == null) {
      throw new BadCell("column " + column + ": found nothing, expected numbers");
    }
    if (cell instanceof Vector vector) {
      double[] values =
          vector instanceof SparseVector sparse ? sparse.values() : ((DenseVector) vector).values();
      for (int i = 0; i < values.length; i++) {
        checked(values[i], column + "[" + i + "]");
      }
      return vector;
    }
    List<?> numbers = row.getList(0);
    double[] values = new double[numbers.size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = checked(numbers.get(j), column + "[" + j + "]");
    }
    return Vectors.dense(values).compressed();
  }

  private double checked(Object cell, String column) throws BadCell {
    double v = cell instanceof Number number ? number.doubleValue() : Double.NaN;
    if (Double.isNaN(v) && missingAllowed) {
      return Double.NaN;
    }
    if (v >= 0 && v <= Float.MAX_VALUE) {
      return v + 0.0; // -0 becomes 0.
    }
    String hint =
        Double.isNaN(v)
            ? "expected a number >= 0 (missing values need --missing)"
            : v > 0
                ? "expected a number below 3.4e38 (single precision)"
                : "expected a number >= 0";
    throw new BadCell("column " + column + ": found " + cell + ", " + hint);
  }

  /** A value that is not as it should be. */
  private static final class BadCell extends Exception {
    private static final long serialVersionUID = 1L;

    BadCell(String message) {
      super(message, null, false, false);
    }
  }
}
