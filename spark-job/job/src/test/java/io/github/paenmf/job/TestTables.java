package io.github.paenmf.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Small files for tests. */
public final class TestTables {

  private TestTables() {}

  /** Writes a text file and returns its path. */
  public static String write(Path folder, String name, String text) {
    return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file and returns its path. */
  public static String write(Path folder, String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text packed as .gz. */
  public static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A table of rank 2 with header f1.. and names r1..; the same for the same size. */
  public static String named(int rows, int columns) {
    StringBuilder text = new StringBuilder("name");
    for (int j = 1; j <= columns; j++) {
      text.append(",f").append(j);
    }
    double[][] values = values(rows, columns);
    for (int i = 0; i < rows; i++) {
      text.append("\nr").append(i + 1);
      for (int j = 0; j < columns; j++) {
        text.append(String.format(Locale.ROOT, ",%.5f", values[i][j]));
      }
    }
    return text.append('\n').toString();
  }

  /** Values of a table of rank 2. */
  public static double[][] values(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(rows * 31L + columns);
    double[] first = random.doubles(columns).toArray();
    double[] second = random.doubles(columns).toArray();
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      double a = random.nextDouble();
      double b = random.nextDouble();
      for (int j = 0; j < columns; j++) {
        row[j] = a * first[j] + b * second[j];
      }
    }
    return values;
  }

  /** All paths below a folder, to see whether anything was written. */
  public static List<String> below(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
