package io.github.paenmf.job.table.text;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.ReadOptions.NameColumn;
import io.github.paenmf.job.table.TableFormat;
import io.github.paenmf.job.table.text.Dialect.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds out from the first lines of a text table what divides its cells, whether it has a header
 * and which column holds names.
 *
 * <p>The first row is a header when more than half of its cells, the first set aside, are neither
 * numbers nor stand for a missing one. The first column holds names when most of its cells below
 * the header do not look like numbers, when its header is empty, or when the header is one cell
 * shorter than the rows.
 */
final class Detection {

  /** Lines that are looked at. */
  static final int LINES = 20;

  private static final int CELL_COLUMNS = 3;

  private static final Map<Character, String> DELIMITERS =
      Map.of(',', "comma", '\t', "tab", ';', "semicolon", '|', "bar", ' ', "space");

  private final TextFiles files;
  private final String source;
  private final TableFormat format;
  private final ReadOptions options;

  Detection(TextFiles files, TableFormat format, ReadOptions options) {
    this.files = files;
    this.source = files.name(0);
    this.format = format;
    this.options = options;
  }

  /**
   * What the lines tell.
   *
   * @param lines the first lines that are not blank
   * @throws UserError when there are none, or they are not a table
   */
  TextTable detect(List<TextLine> lines) {
    if (lines.isEmpty()) {
      throw new UserError(source + ": is empty, expected a table");
    }
    byte delimiter = (byte) delimiter(lines.get(0));
    List<List<String>> rows = cells(lines, delimiter);
    boolean header = options.header() == null ? looksLikeHeader(rows) : options.header();
    if (header && rows.size() == 1) {
      throw new UserError(source + ": holds a header and nothing else, expected rows of numbers");
    }
    List<List<String>> data = header ? rows.subList(1, rows.size()) : rows;
    List<String> names = header ? new ArrayList<>(rows.get(0)) : null;
    int columns = data.get(0).size();
    boolean shortHeader = header && names.size() == columns - 1;
    if (shortHeader) {
      names.add(0, "");
    } else if (header && names.size() != columns) {
      throw new UserError(
          source
              + ": the header has "
              + names.size()
              + " cells and the first row of data "
              + columns
              + ", expected as many");
    }
    if (columns == 1) {
      throw oneColumn(lines.get(lines.size() - 1), (char) delimiter);
    }
    Role[] roles = new Role[columns];
    Arrays.fill(roles, Role.VALUE);
    int nameColumn = nameColumn(names, data, shortHeader);
    if (nameColumn >= 0) {
      roles[nameColumn] = Role.NAME;
    }
    for (String kept : options.kept()) {
      roles[column(kept, names, columns, "--keep")] = Role.KEPT;
    }
    return new TextTable(
        new Dialect(delimiter, roles, options.missingAllowed()),
        names,
        header ? lines.get(1).offset() : lines.get(0).offset());
  }

  /**
   * What the lines of a long table tell: which columns hold point, feature and value. There is a
   * header when it has the stated names, or when no number stands above the values.
   *
   * @param lines the first lines that are not blank
   * @throws UserError when there are none, or the columns are not there
   */
  TextTable detectCells(List<TextLine> lines) {
    if (lines.isEmpty()) {
      throw new UserError(source + ": is empty, expected a table");
    }
    byte delimiter = (byte) delimiter(lines.get(0));
    List<List<String>> rows = cells(lines, delimiter);
    List<String> first = rows.get(0);
    if (first.size() < CELL_COLUMNS) {
      throw new UserError(
          source
              + ": has "
              + first.size()
              + " columns when divided by "
              + DELIMITERS.getOrDefault((char) delimiter, "'" + (char) delimiter + "'")
              + ", expected at least 3 for --layout long: point, feature, value");
    }
    if (!options.kept().isEmpty()) {
      throw new UserError("--keep goes with --layout rows; for a long table give --annotations");
    }
    List<String> wanted =
        options.cells().columns().isEmpty() ? List.of("1", "2", "3") : options.cells().columns();
    boolean header =
        options.header() != null
            ? options.header()
            : first.containsAll(wanted)
                || wanted.stream().anyMatch(name -> !name.matches("\\d{1,9}"))
                || !Numbers.isNumeric(
                    first.get(column(wanted.get(2), null, first.size(), "--long-columns")));
    List<String> names = header ? first : null;
    if (header && rows.size() == 1) {
      throw new UserError(source + ": holds a header and nothing else, expected rows of values");
    }
    Role[] roles = new Role[first.size()];
    Arrays.fill(roles, Role.DROPPED);
    Role[] inOrder = {Role.NAME, Role.FEATURE, Role.VALUE};
    for (int c = 0; c < CELL_COLUMNS; c++) {
      int column = column(wanted.get(c), names, first.size(), "--long-columns");
      if (roles[column] != Role.DROPPED) {
        throw new UserError("--long-columns names column " + wanted.get(c) + " twice");
      }
      roles[column] = inOrder[c];
    }
    return new TextTable(
        new Dialect(delimiter, roles, options.missingAllowed()),
        names,
        header ? lines.get(1).offset() : lines.get(0).offset());
  }

  private char delimiter(TextLine first) {
    if (options.delimiter() != null) {
      return options.delimiter();
    }
    return switch (format) {
      case TSV -> '\t';
      case TXT -> contains(first, '\t') ? '\t' : ',';
      default -> ',';
    };
  }

  private static boolean contains(TextLine line, char c) {
    for (int i = 0; i < line.length(); i++) {
      if (line.bytes()[i] == c) {
        return true;
      }
    }
    return false;
  }

  private List<List<String>> cells(List<TextLine> lines, byte delimiter) {
    Cells cells = new Cells(delimiter);
    List<List<String>> rows = new ArrayList<>();
    for (TextLine line : lines) {
      try {
        rows.add(cells.all(line.bytes(), line.length()));
      } catch (MalformedLine e) {
        throw new UserError(
            source
                + ", line "
                + files.lineNumber(0, line.offset())
                + (e.column() < 0 ? "" : ", column " + (e.column() + 1))
                + ": "
                + e.getMessage(),
            e);
      }
    }
    return rows;
  }

  private static boolean looksLikeHeader(List<List<String>> rows) {
    List<String> first = rows.get(0);
    int from = first.size() > 1 ? 1 : 0;
    List<String> others = first.subList(from, first.size());
    long texts = others.stream().filter(cell -> !Numbers.isNumeric(cell)).count();
    if (2 * texts > others.size()) {
      return true;
    }
    // Names of columns may all be numbers; then a word stands above numbers in the first column.
    return texts == 0
        && from == 1
        && rows.size() > 1
        && first.get(0).matches("\\p{L}.*")
        && rows.subList(1, rows.size()).stream().allMatch(row -> Numbers.isNumeric(row.get(0)));
  }

  private int nameColumn(List<String> header, List<List<String>> data, boolean shortHeader) {
    NameColumn stated = options.names();
    if (stated.stated()) {
      return stated.name() == null ? -1 : column(stated.name(), header, data.get(0).size(), "--id");
    }
    if (shortHeader || (header != null && header.get(0).isEmpty())) {
      return 0;
    }
    long texts = data.stream().filter(row -> !Numbers.isNumeric(row.get(0))).count();
    return 2 * texts > data.size() ? 0 : -1;
  }

  /** 0-based number of the column that an option names by its header or 1-based number. */
  private int column(String wanted, List<String> header, int columns, String option) {
    int named = header == null ? -1 : header.indexOf(wanted);
    if (named >= 0) {
      return named;
    }
    if (wanted.matches("\\d{1,9}")) {
      int number = Integer.parseInt(wanted);
      if (number >= 1 && number <= columns) {
        return number - 1;
      }
    }
    throw new UserError(
        source
            + ": "
            + option
            + " "
            + wanted
            + ": there is no such column, expected "
            + (header == null
                ? "a number from 1 to " + columns + " (the file has no header)"
                : "one of " + shortened(header)));
  }

  private static String shortened(List<String> names) {
    int shown = Math.min(8, names.size());
    return String.join(", ", names.subList(0, shown)) + (names.size() > shown ? ", ..." : "");
  }

  private UserError oneColumn(TextLine line, char delimiter) {
    String text = new String(line.bytes(), 0, line.length(), StandardCharsets.UTF_8);
    String hint = "";
    for (char other : new char[] {'\t', ',', ';', '|', ' '}) {
      if (other != delimiter && text.indexOf(other) >= 0) {
        String tell =
            other == '\t' ? "--format tsv" : other == ',' ? "--format csv" : "--delimiter";
        hint = "; there are " + DELIMITERS.get(other) + "s in it: give " + tell;
        break;
      }
    }
    return new UserError(
        source
            + ": only one column when divided by "
            + DELIMITERS.getOrDefault(delimiter, "'" + delimiter + "'")
            + hint);
  }
}
