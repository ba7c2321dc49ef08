package io.github.paenmf.job.table;

import io.github.paenmf.job.UserError;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * A random share of a table's data points. Whether a point is in it depends on its name and the
 * seed alone, so that it is the same however the table is cut into partitions.
 *
 * @param size a share in (0, 1], or from 2 on about so many data points
 */
public record Sample(double size) {

  /**
   * Checks the size.
   *
   * @throws UserError when it is neither a share nor a number of data points
   */
  public Sample {
    if (!(size > 0) || Double.isInfinite(size) || (size > 1 && size < 2)) {
      throw new UserError(
          "--sample " + size + ": expected a share in (0, 1] or a number of data points from 2 on");
    }
  }

  /** The points of the sample. */
  public Table of(Table table, long seed) {
    double share = Math.min(1, size <= 1 ? size : size / table.points());
    UDF1<String, Boolean> chosen = id -> unit(id, seed) < share;
    Dataset<Row> rows =
        table
            .rows()
            .filter(functions.udf(chosen, DataTypes.BooleanType).apply(table.rows().col(Table.ID)));
    long count = rows.count();
    if (count == 0) {
      throw new UserError(
          "--sample " + size + ": none of " + table.points() + " data points is left");
    }
    return table
        .withRows(rows, count, table.kept())
        .withNotes(
            List.of(
                String.format(
                    Locale.ROOT, "a sample of %d of %d data points", count, table.points())));
  }

  /** A number in [0, 1) by name and seed: FNV-1a, then the finaliser of SplitMix64. */
  private static double unit(String id, long seed) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      h = (h ^ id.charAt(i)) * 0x100000001b3L;
    }
    h += seed * 0x9E3779B97F4A7C15L;
    h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
    return ((h ^ (h >>> 31)) >>> 11) * 0x1.0p-53;
  }
}
