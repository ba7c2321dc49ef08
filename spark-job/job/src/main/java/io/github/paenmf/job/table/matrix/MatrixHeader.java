package io.github.paenmf.job.table.matrix;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.text.TextFiles;
import io.github.paenmf.job.table.text.TextLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The head of a MatrixMarket file: its banner, comments, and the line with its size.
 *
 * @param pattern whether entries have no value and stand for 1
 * @param symmetric whether an entry below the diagonal stands for the one above it too
 * @param rows number of rows
 * @param columns number of columns
 * @param entries number of lines that follow
 * @param dataStart byte offset of the first of them
 */
record MatrixHeader(
    boolean pattern, boolean symmetric, int rows, int columns, long entries, long dataStart) {

  private static final String BANNER = "%%matrixmarket";

  private static final int LINES = 1000;

  /**
   * Reads the head.
   *
   * @throws UserError when it is not that of a sparse matrix of real numbers
   */
  static MatrixHeader read(TextFiles files) {
    List<TextLine> lines = files.firstLines(0, LINES);
    String file = files.name(0);
    if (lines.isEmpty()) {
      throw new UserError(file + ": is empty, expected a MatrixMarket file");
    }
    String[] banner = text(lines.get(0)).toLowerCase(Locale.ROOT).split("\\s+");
    if (!banner[0].equals(BANNER) || banner.length != 5) {
      throw new UserError(
          file
              + ", line 1: found '"
              + shortened(text(lines.get(0)))
              + "', expected '%%MatrixMarket matrix coordinate real general' or the like");
    }
    require(file, "matrix", banner[1], "matrix");
    require(file, "form", banner[2], "coordinate");
    require(file, "field", banner[3], "real", "integer", "double", "pattern");
    require(file, "symmetry", banner[4], "general", "symmetric");
    int at = 1;
    while (at < lines.size() && text(lines.get(at)).startsWith("%")) {
      at++;
    }
    if (at == lines.size()) {
      throw new UserError(file + ": holds no line with its size, expected 'ROWS COLUMNS ENTRIES'");
    }
    return sized(files, lines, at, banner);
  }

  private static MatrixHeader sized(
      TextFiles files, List<TextLine> lines, int at, String[] banner) {
    String size = text(lines.get(at)).strip();
    String place = files.place(0, lines.get(at).offset());
    if (!size.matches("\\d{1,18}\\s+\\d{1,18}\\s+\\d{1,18}")) {
      throw new UserError(
          place + ": found '" + shortened(size) + "', expected 'ROWS COLUMNS ENTRIES'");
    }
    String[] numbers = size.split("\\s+");
    long rows = Long.parseLong(numbers[0]);
    long columns = Long.parseLong(numbers[1]);
    if (rows > Integer.MAX_VALUE || columns > Integer.MAX_VALUE) {
      throw new UserError(
          place + ": a side of the matrix is longer than " + Integer.MAX_VALUE + ": " + size);
    }
    boolean symmetric = banner[4].equals("symmetric");
    if (symmetric && rows != columns) {
      throw new UserError(
          place + ": a symmetric matrix of " + rows + " x " + columns + ", expected a square one");
    }
    if (at + 1 >= lines.size()) {
      throw new UserError(files.name(0) + ": holds no entry, there is nothing to factorise");
    }
    return new MatrixHeader(
        banner[3].equals("pattern"),
        symmetric,
        (int) rows,
        (int) columns,
        Long.parseLong(numbers[2]),
        lines.get(at + 1).offset());
  }

  private static void require(String file, String what, String found, String... expected) {
    if (!List.of(expected).contains(found)) {
      throw new UserError(
          file
              + ", line 1: the "
              + what
              + " is '"
              + shortened(found)
              + "', expected "
              + String.join(" or ", expected)
              + (found.equals("array") ? "; save a dense matrix as CSV" : ""));
    }
  }

  private static String text(TextLine line) {
    return new String(line.bytes(), 0, line.length(), StandardCharsets.ISO_8859_1);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
