package io.github.paenmf.job.table.text;

/** A line that is not as it should be; carries the place and no stack trace. */
public final class MalformedLine extends Exception {

  private static final long serialVersionUID = 1L;

  private final int column;
  private final String found;

  /**
   * A fault in a line.
   *
   * @param column 0-based; -1 when the whole line is meant
   * @param found the text found; {@code null} when {@code problem} says it all
   * @param problem what was expected, or what is wrong
   */
  public MalformedLine(int column, String found, String problem) {
    super(problem, null, false, false);
    this.column = column;
    this.found = found;
  }

  public int column() {
    return column;
  }

  public String found() {
    return found;
  }
}
