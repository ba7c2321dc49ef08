package io.github.paenmf.job.table.text;

import io.github.paenmf.job.table.Parsed;
import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines of a partition parsed one by one; ends with the first fault. */
final class ParsedLines implements Iterator<Parsed> {

  /** Makes a piece of what a line holds. */
  @FunctionalInterface
  interface Maker extends Serializable {
    /** The piece. */
    Parsed make(TextLine line, LineParser parser);
  }

  private final Iterator<TextLine> lines;
  private final LineParser parser;
  private final Maker maker;
  private boolean faulty;

  ParsedLines(Iterator<TextLine> lines, Dialect dialect, Maker maker) {
    this.lines = lines;
    this.parser = new LineParser(dialect);
    this.maker = maker;
  }

  @Override
  public boolean hasNext() {
    return !faulty && lines.hasNext();
  }

  @Override
  public Parsed next() {
    if (faulty) {
      throw new NoSuchElementException();
    }
    TextLine line = lines.next();
    try {
      parser.parse(line);
      return maker.make(line, parser);
    } catch (MalformedLine e) {
      faulty = true;
      return new Parsed.Fault(line.file(), line.offset(), e.column(), e.found(), e.getMessage());
    }
  }
}
