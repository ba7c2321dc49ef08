package io.github.paenmf.core.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The head of a .npy file: magic, version, and a Python dictionary as text. Format:
 * numpy.lib.format, versions 1.0 and 2.0, which differ in the width of the text's length.
 *
 * @param descr type of the numbers, such as {@code <f4}
 * @param shape lengths of the 1 or 2 dimensions
 * @param bytes length of the head
 */
record NpyHeader(String descr, int[] shape, int bytes) {

  /** numpy's own limit on the text, max_header_size. */
  private static final int LONGEST_TEXT = 10_000;

  private static final int ALIGNMENT = 64;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final Pattern TEXT =
      Pattern.compile(
          "\\{\\s*'descr':\\s*(?<descr>.+?),\\s*'fortran_order':\\s*(?<fortran>True|False),"
              + "\\s*'shape':\\s*\\((?<shape>[0-9, ]*)\\),?\\s*\\}\\s*");

  /** The head as bytes, padded so that the numbers start at a multiple of 64. */
  static byte[] encode(String descr, int... shape) {
    String lengths = Arrays.stream(shape).mapToObj(Integer::toString).collect(listed(shape));
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descr, lengths);
    int head = MAGIC.length + 4;
    int total = (head + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer out = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (total - head));
    out.put(text.getBytes(StandardCharsets.US_ASCII));
    while (out.remaining() > 1) {
      out.put((byte) ' ');
    }
    return out.put((byte) '\n').array();
  }

  /** Reads the head and leaves the stream at the first number. */
  static NpyHeader read(InputStream in, String file) throws IOException {
    byte[] start = exactly(in, MAGIC.length + 2, file);
    if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new ModelFormatException(file, "is not a .npy file (it does not start as one)");
    }
    int major = start[MAGIC.length];
    int minor = start[MAGIC.length + 1];
    if (minor != 0 || (major != 1 && major != 2)) {
      throw new ModelFormatException(
          file, ".npy version %d.%d, expected 1.0 or 2.0".formatted(major, minor));
    }
    int width = major == 1 ? 2 : 4;
    byte[] size = exactly(in, width, file);
    long length = 0;
    for (int i = width - 1; i >= 0; i--) {
      length = (length << 8) | (size[i] & 0xFF);
    }
    if (length > LONGEST_TEXT) {
      throw new ModelFormatException(
          file, "a .npy header of %d bytes, expected at most %d".formatted(length, LONGEST_TEXT));
    }
    String text = new String(exactly(in, (int) length, file), StandardCharsets.ISO_8859_1);
    return parse(text, MAGIC.length + 2 + width + (int) length, file);
  }

  private static NpyHeader parse(String text, int bytes, String file) throws ModelFormatException {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new ModelFormatException(
          file, "the .npy header is '%s', expected descr, fortran_order, shape".formatted(text));
    }
    if (matcher.group("fortran").equals("True")) {
      throw new ModelFormatException(file, "is in Fortran order, expected C order");
    }
    String descr = matcher.group("descr");
    if (descr.length() > 2 && descr.startsWith("'") && descr.endsWith("'")) {
      descr = descr.substring(1, descr.length() - 1);
    }
    return new NpyHeader(descr, shape(matcher.group("shape"), file), bytes);
  }

  private static int[] shape(String text, String file) throws ModelFormatException {
    try {
      int[] shape =
          Arrays.stream(text.replace(" ", "").split(",")).mapToInt(Integer::parseInt).toArray();
      if (shape.length <= 2) {
        return shape;
      }
    } catch (NumberFormatException e) {
      throw new ModelFormatException(file, badShape(text), e);
    }
    throw new ModelFormatException(file, badShape(text));
  }

  private static String badShape(String text) {
    return "shape (%s), expected 1 or 2 dimensions".formatted(text);
  }

  /** Reads so many bytes. */
  static byte[] exactly(InputStream in, int count, String file) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new ModelFormatException(file, "is cut off inside its .npy header", new EOFException());
    }
    return bytes;
  }

  /** A Python tuple's inside: a single element is followed by a comma. */
  private static Collector<CharSequence, ?, String> listed(int[] shape) {
    return Collectors.joining(", ", "", shape.length == 1 ? "," : "");
  }
}
