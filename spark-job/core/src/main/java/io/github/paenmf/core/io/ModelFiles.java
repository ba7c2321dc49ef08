package io.github.paenmf.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The files of one folder, wherever it is. Every method takes plain names only ({@link
 * #requirePlain}), so that a name found inside a file can't leave the folder.
 */
public interface ModelFiles {

  /** A new file of this name; makes the folder when it is absent. */
  OutputStream create(String name) throws IOException;

  /** The file's content. */
  InputStream open(String name) throws IOException;

  /** Whether the file is there. */
  boolean exists(String name) throws IOException;

  /** The file's length in bytes: known before anything as long as its content is allocated. */
  long length(String name) throws IOException;

  /**
   * Whether a name is made of letters, digits, '_', '-' and '.' (ASCII), without two dots in a row
   * and not a single dot.
   */
  static boolean isPlain(String name) {
    return name != null
        && name.matches("[A-Za-z0-9_.-]{1,255}")
        && !name.contains("..")
        && !name.equals(".");
  }

  /**
   * The name itself when it is plain.
   *
   * @throws IllegalArgumentException when it is not
   */
  static String requirePlain(String name) {
    if (!isPlain(name)) {
      throw new IllegalArgumentException(
          "file name '%s', expected letters, digits, '_', '-' and '.' only".formatted(name));
    }
    return name;
  }
}
