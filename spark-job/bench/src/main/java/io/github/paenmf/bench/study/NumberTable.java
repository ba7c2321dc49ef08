package io.github.paenmf.bench.study;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A table of numbers, a row a data point.
 *
 * @param rows n arrays of m values
 */
public record NumberTable(double[][] rows) {

  /**
   * Reads comma- or tab-separated text, gzipped when its name ends in .gz. A first line and a first
   * column that are not numbers are left out.
   *
   * @throws IllegalArgumentException when a value is not a number or lines differ in length
   */
  public static NumberTable read(Path file) {
    List<double[]> rows = new ArrayList<>();
    try (BufferedReader lines = open(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        String[] fields = line.split(line.indexOf('\t') >= 0 ? "\t" : ",", -1);
        if (number == 1 && !numeric(fields[fields.length - 1])) {
          continue;
        }
        double[] row = row(fields, file, number);
        if (!rows.isEmpty() && rows.get(0).length != row.length) {
          throw new IllegalArgumentException(
              "%s, line %d: %d values, expected %d"
                  .formatted(file, number, row.length, rows.get(0).length));
        }
        rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(file + " has no rows of numbers");
    }
    return new NumberTable(rows.toArray(new double[0][]));
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
  }

  private static double[] row(String[] fields, Path file, int line) {
    int from = numeric(fields[0]) ? 0 : 1;
    double[] row = new double[fields.length - from];
    for (int t = 0; t < row.length; t++) {
      String field = fields[from + t].strip();
      if (!numeric(field) || !(Double.parseDouble(field) >= 0)) {
        throw new IllegalArgumentException(
            "%s, line %d, column %d: '%s', expected a number >= 0"
                .formatted(file, line, from + t + 1, field));
      }
      row[t] = Double.parseDouble(field);
    }
    return row;
  }

  private static boolean numeric(String field) {
    try {
      return Double.isFinite(Double.parseDouble(field.strip()));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Columns as rows. */
  public NumberTable transposed() {
    double[][] turned = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int t = 0; t < turned.length; t++) {
        turned[t][i] = rows[i][t];
      }
    }
    return new NumberTable(turned);
  }

  /** All values divided by one number. */
  public NumberTable dividedBy(double unit) {
    double[][] scaled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = divided(rows[i], unit);
    }
    return new NumberTable(scaled);
  }

  /** Every row divided by its largest value. */
  public NumberTable dividedByRowMaximum() {
    double[][] scaled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = divided(rows[i], maximum(rows[i]));
    }
    return new NumberTable(scaled);
  }

  /** The largest value. */
  public double maximum() {
    double most = 0;
    for (double[] row : rows) {
      most = Math.max(most, maximum(row));
    }
    return most;
  }

  private static double maximum(double[] row) {
    double most = 0;
    for (double value : row) {
      most = Math.max(most, value);
    }
    return most;
  }

  private static double[] divided(double[] row, double unit) {
    double[] scaled = new double[row.length];
    for (int t = 0; t < row.length; t++) {
      scaled[t] = unit > 0 ? row[t] / unit : row[t];
    }
    return scaled;
  }
}
