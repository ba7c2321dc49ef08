package io.github.paenmf.job.table.text;

import java.io.Serializable;

/**
 * A line of a file as bytes. The array may be reused by whoever hands out lines: it is valid until
 * the next line is taken.
 *
 * @param file number of the file among those read
 * @param offset where the line starts, in (unpacked) bytes
 * @param bytes UTF-8, without the end of line
 * @param length number of bytes that count
 */
public record TextLine(int file, long offset, byte[] bytes, int length) implements Serializable {

  private static final int OFFSET_BITS = 44;

  /** Increases from line to line over all files. */
  public long order() {
    return ((long) file << OFFSET_BITS) | offset;
  }

  /** The file of an {@link #order}. */
  public static int file(long order) {
    return (int) (order >>> OFFSET_BITS);
  }

  /** Where in its file the line of an {@link #order} starts. */
  public static long offset(long order) {
    return order & ((1L << OFFSET_BITS) - 1);
  }

  /** Whether there is nothing but spaces. */
  public boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
