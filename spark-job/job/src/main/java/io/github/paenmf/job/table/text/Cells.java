package io.github.paenmf.job.table.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the cells of a line (RFC 4180 within the line): cells may stand in double quotes, in
 * which the delimiter is text and a doubled quote is one quote. Spaces around a cell do not count.
 */
public final class Cells {

  private static final int SHOWN = 40;

  private final byte delimiter;
  private byte[] line;
  private int length;
  private int at;
  private int column;
  private int start;
  private int end;
  private boolean doubledQuotes;
  private boolean more;

  public Cells(byte delimiter) {
    this.delimiter = delimiter;
  }

  /** Before the first cell of a line. */
  public void reset(byte[] bytes, int count) {
    line = bytes;
    length = count > 0 && bytes[count - 1] == '\r' ? count - 1 : count;
    at = 0;
    column = -1;
    more = true;
  }

  /**
   * Moves to the next cell.
   *
   * @return whether there is one
   * @throws MalformedLine when a quote is not closed, or text follows the closing quote
   */
  public boolean next() throws MalformedLine {
    if (!more) {
      return false;
    }
    column++;
    int i = skipSpaces(at);
    doubledQuotes = false;
    if (i < length && line[i] == '"') {
      i = quoted(i + 1);
    } else {
      start = i;
      while (i < length && line[i] != delimiter) {
        i++;
      }
      end = i;
      while (end > start && isSpace(line[end - 1])) {
        end--;
      }
    }
    more = i < length;
    at = i + 1;
    return true;
  }

  private int quoted(int from) throws MalformedLine {
    start = from;
    int i = from;
    while (true) {
      if (i >= length) {
        throw new MalformedLine(column, null, "a double quote is opened and not closed");
      }
      if (line[i] == '"') {
        if (i + 1 < length && line[i + 1] == '"') {
          doubledQuotes = true;
          i++;
        } else {
          break;
        }
      }
      i++;
    }
    end = i;
    i = skipSpaces(i + 1);
    if (i < length && line[i] != delimiter) {
      throw new MalformedLine(column, null, "text follows a closing double quote");
    }
    return i;
  }

  private int skipSpaces(int from) {
    int i = from;
    while (i < length && isSpace(line[i]) && line[i] != delimiter) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  /** 0-based number of the cell. */
  public int column() {
    return column;
  }

  /** Where the cell's text starts in the line. */
  public int start() {
    return start;
  }

  /** Where it ends. */
  public int end() {
    return end;
  }

  /**
   * The cell's text.
   *
   * @throws MalformedLine when it is not UTF-8
   */
  public String text() throws MalformedLine {
    String text = isAscii() ? new String(line, start, end - start, ISO_8859_1) : decoded();
    return doubledQuotes ? text.replace("\"\"", "\"") : text;
  }

  private boolean isAscii() {
    int bits = 0;
    for (int i = start; i < end; i++) {
      bits |= line[i];
    }
    return bits >= 0;
  }

  private String decoded() throws MalformedLine {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(line, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedLine(column, null, "the text is not UTF-8, save the file as UTF-8");
    }
  }

  /** The cell's text, cut short, for a message. */
  public String shown() throws MalformedLine {
    String text = text();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  /** All cells of a line as text. */
  public List<String> all(byte[] bytes, int count) throws MalformedLine {
    List<String> texts = new ArrayList<>();
    reset(bytes, count);
    while (next()) {
      texts.add(text());
    }
    return texts;
  }
}
