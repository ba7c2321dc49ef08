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
record TextLine(int file, long offset, byte[] bytes, int length) implements Serializable {

  private static final int OFFSET_BITS = 44;

  /** Increases from line to line over all files. */
  long order() {
    return ((long) file << OFFSET_BITS) | offset;
  }

  /** Whether there is nothing but spaces. */
  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
