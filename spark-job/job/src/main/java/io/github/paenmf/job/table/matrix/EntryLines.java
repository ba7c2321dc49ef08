package io.github.paenmf.job.table.matrix;

import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.Parsed;
import io.github.paenmf.job.table.text.MalformedLine;
import io.github.paenmf.job.table.text.Numbers;
import io.github.paenmf.job.table.text.TextLine;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The entries of a partition as cells; ends with the first fault. */
final class EntryLines implements Iterator<Parsed> {

  private static final int SHOWN = 40;

  /**
   * What entries may hold.
   *
   * @param rows number of rows of the matrix
   * @param columns number of its columns
   * @param pattern whether entries have no value and stand for 1
   * @param symmetric whether an entry stands for its mirror too
   * @param layout whether rows or columns are data points
   */
  record Form(int rows, int columns, boolean pattern, boolean symmetric, Layout layout)
      implements Serializable {

    static Form of(MatrixHeader header, Layout layout) {
      return new Form(
          header.rows(), header.columns(), header.pattern(), header.symmetric(), layout);
    }
  }

  private final Iterator<TextLine> lines;
  private final Form form;
  private Parsed mirror;
  private boolean faulty;
  private int at;

  EntryLines(Iterator<TextLine> lines, Form form) {
    this.lines = lines;
    this.form = form;
  }

  @Override
  public boolean hasNext() {
    return mirror != null || (!faulty && lines.hasNext());
  }

  @Override
  public Parsed next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (mirror != null) {
      Parsed cell = mirror;
      mirror = null;
      return cell;
    }
    TextLine line = lines.next();
    try {
      return entry(line);
    } catch (MalformedLine e) {
      faulty = true;
      return new Parsed.Fault(line.file(), line.offset(), e.column(), e.found(), e.getMessage());
    }
  }

  private Parsed entry(TextLine line) throws MalformedLine {
    at = 0;
    int row = index(line, 0, form.rows(), "row");
    int column = index(line, 1, form.columns(), "column");
    double value = form.pattern() ? 1 : value(line);
    if (skipSpaces(line) < line.length()) {
      throw new MalformedLine(
          -1, null, "has more than " + (form.pattern() ? 2 : 3) + " numbers, expected as many");
    }
    if (form.symmetric() && row != column) {
      mirror = cell(line, column, row, value);
    }
    return cell(line, row, column, value);
  }

  private Parsed cell(TextLine line, int row, int column, double value) {
    boolean rows = form.layout() == Layout.ROWS;
    return new Parsed.Cell(line.order(), null, rows ? row : column, rows ? column : row, value);
  }

  private int index(TextLine line, int cell, int most, String what) throws MalformedLine {
    int from = skipSpaces(line);
    long number = 0;
    int i = from;
    while (i < line.length() && line.bytes()[i] >= '0' && line.bytes()[i] <= '9') {
      number = Math.min(Integer.MAX_VALUE, 10 * number + (line.bytes()[i] - '0'));
      i++;
    }
    int end = end(line, from);
    if (i != end || i == from || number < 1 || number > most) {
      throw new MalformedLine(
          cell, text(line, from, end), "expected a " + what + " from 1 to " + most);
    }
    at = end;
    return (int) number - 1;
  }

  private double value(TextLine line) throws MalformedLine {
    int from = skipSpaces(line);
    int end = end(line, from);
    double value = Numbers.parse(line.bytes(), from, end);
    if (value >= 0 && value <= Float.MAX_VALUE) {
      at = end;
      return value + 0.0; // -0 becomes 0.
    }
    throw new MalformedLine(
        2,
        text(line, from, end),
        value > 0 ? "expected a number below 3.4e38 (single precision)" : "expected a number >= 0");
  }

  private int skipSpaces(TextLine line) {
    int i = at;
    while (i < line.length() && isSpace(line.bytes()[i])) {
      i++;
    }
    return i;
  }

  private static int end(TextLine line, int from) {
    int i = from;
    while (i < line.length() && !isSpace(line.bytes()[i])) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private static String text(TextLine line, int from, int end) {
    String text = new String(line.bytes(), from, end - from, StandardCharsets.ISO_8859_1);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
