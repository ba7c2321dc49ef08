package io.github.paenmf.job.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * A small table of about rank 2 with values above 0.
 *
 * @param ids names of the rows
 * @param names names of the columns
 * @param values one array a row
 */
public record SmallTable(List<String> ids, List<String> names, double[][] values) {

  /** Rows in {@link #generate()}. */
  public static final int ROWS = 24;

  /** Columns in {@link #generate()}. */
  public static final int COLUMNS = 6;

  /** The same table at every call, values with four decimals. */
  public static SmallTable generate() {
    SplittableRandom random = new SplittableRandom(7);
    double[][] parts = new double[2][COLUMNS];
    for (double[] part : parts) {
      Arrays.setAll(part, j -> 0.1 + 3 * random.nextDouble());
    }
    double[][] values = new double[ROWS][COLUMNS];
    for (double[] row : values) {
      double first = -Math.log1p(-random.nextDouble());
      double second = -Math.log1p(-random.nextDouble());
      for (int j = 0; j < COLUMNS; j++) {
        double v = first * parts[0][j] + second * parts[1][j] + 0.5 * random.nextDouble();
        row[j] = Math.rint(v * 1e4) / 1e4;
      }
    }
    return new SmallTable(
        IntStream.rangeClosed(1, ROWS).mapToObj(i -> "s" + i).toList(),
        IntStream.rangeClosed(1, COLUMNS).mapToObj(j -> "g" + j).toList(),
        values);
  }

  /** Rows and columns exchanged. */
  public SmallTable transposed() {
    double[][] turned = new double[names.size()][ids.size()];
    for (int i = 0; i < ids.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        turned[j][i] = values[i][j];
      }
    }
    return new SmallTable(names, ids, turned);
  }

  /** Some columns, in this order. */
  public SmallTable columns(int... chosen) {
    return new SmallTable(
        ids,
        Arrays.stream(chosen).mapToObj(names::get).toList(),
        Arrays.stream(values)
            .map(row -> Arrays.stream(chosen).mapToDouble(j -> row[j]).toArray())
            .toArray(double[][]::new));
  }

  /** The first rows. */
  public SmallTable firstRows(int count) {
    return new SmallTable(ids.subList(0, count), names, Arrays.copyOf(values, count));
  }

  /** One more column with this value in every row. */
  public SmallTable with(String name, double value) {
    List<String> more = new ArrayList<>(names);
    more.add(name);
    double[][] wider = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      wider[i] = Arrays.copyOf(values[i], names.size() + 1);
      wider[i][names.size()] = value;
    }
    return new SmallTable(ids, more, wider);
  }

  /** The lines of a text table. */
  public List<String> lines(String delimiter, boolean header, boolean id) {
    List<String> lines = new ArrayList<>();
    if (header) {
      lines.add((id ? "name" + delimiter : "") + String.join(delimiter, names));
    }
    for (int i = 0; i < ids.size(); i++) {
      List<String> cells = new ArrayList<>();
      if (id) {
        cells.add(ids.get(i));
      }
      for (double v : values[i]) {
        cells.add(String.format(Locale.ROOT, "%.4f", v));
      }
      lines.add(String.join(delimiter, cells));
    }
    return lines;
  }

  /** Writes CSV with header and names. */
  public Path csv(Path file) {
    return write(file, lines(",", true, true));
  }

  /** Writes lines, packed when the file ends in {@code .gz}. */
  public static Path write(Path file, List<String> lines) {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      out.write(bytes);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
