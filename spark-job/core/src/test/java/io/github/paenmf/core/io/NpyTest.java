package io.github.paenmf.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {

  private static final String GOOD = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";

  @Property(tries = 100)
  void floatsComeBackBitForBit(@ForAll float[] values) throws IOException {
    byte[] file = bytes(values, values.length);
    float[] back = Npy.readFloats(in(file), "x.npy", file.length, values.length);
    assertThat(back).hasSameSizeAs(values);
    for (int i = 0; i < values.length; i++) {
      assertThat(Float.floatToRawIntBits(back[i])).isEqualTo(Float.floatToRawIntBits(values[i]));
    }
  }

  @Property(tries = 100)
  void doublesComeBackBitForBit(@ForAll double[] values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, values, 1, values.length);
    double[] back = Npy.readDoubles(in(out.toByteArray()), "x.npy", out.size(), 1, values.length);
    assertThat(back).hasSameSizeAs(values);
    for (int i = 0; i < values.length; i++) {
      assertThat(Double.doubleToRawLongBits(back[i]))
          .isEqualTo(Double.doubleToRawLongBits(values[i]));
    }
  }

  @Property(tries = 100)
  void longsComeBack(@ForAll long[] values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, values, values.length, 1);
    assertThat(Npy.readLongs(in(out.toByteArray()), "x.npy", out.size(), values.length, 1))
        .isEqualTo(values);
  }

  @Property(tries = 50)
  void everyShapeKeepsTheNumbersAligned(
      @ForAll @IntRange(max = 300) int rows, @ForAll @IntRange(max = 300) int columns)
      throws IOException {
    byte[] file = bytes(new float[rows * columns], rows, columns);
    assertThat((file.length - 4 * rows * columns) % 64).isZero();
    assertThat(Npy.readFloats(in(file), "x.npy", file.length, rows, columns))
        .hasSize(rows * columns);
  }

  @Test
  void arraysLongerThanTheBufferComeBack() throws IOException {
    float[] values = new float[100_003];
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    byte[] file = bytes(values, values.length);
    assertThat(Npy.readFloats(in(file), "x.npy", file.length, values.length)).isEqualTo(values);
  }

  @Test
  void versionTwoIsRead() throws IOException {
    byte[] file = file(2, 0, GOOD, 8);
    assertThat(Npy.readFloats(in(file), "x.npy", file.length, 2)).containsExactly(0, 0);
  }

  @Test
  void writingAnotherShapeThanTheValuesHaveIsRefused() {
    assertThatThrownBy(() -> bytes(new float[6], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 values of shape [2, 2]");
    assertThatThrownBy(() -> bytes(new float[8], 2, 2, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pickledObjectsAreRefused() {
    refuses(file(1, 0, GOOD.replace("<f4", "|O"), 8), "|O", "pickled and never read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'>f4'", "'<f8'", "'<i4'", "'<U4'", "[('a', '<f4')]", "[('a', '|O')]"})
  void anyOtherTypeIsRefused(String descr) {
    refuses(file(1, 0, GOOD.replace("'<f4'", descr), 8), descr.replaceAll("^'|'$", ""), "<f4");
  }

  @Test
  void fortranOrderIsRefused() {
    refuses(file(1, 0, GOOD.replace("False", "True"), 8), "Fortran order", "expected C order");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,0", "0,0", "2,1"})
  void otherVersionsAreRefused(int major, int minor) {
    refuses(file(major, minor, GOOD, 8), major + "." + minor, "expected 1.0 or 2.0");
  }

  @Test
  void anythingButNpyIsRefused() {
    refuses("PK\3\4 something else".getBytes(StandardCharsets.ISO_8859_1), "not a .npy file");
    byte[] wrong = file(1, 0, GOOD, 8);
    wrong[0] = 'x';
    refuses(wrong, "not a .npy file");
  }

  @Test
  void aHeaderTooLongIsRefusedBeforeItIsRead() {
    refuses(file(1, 0, GOOD + " ".repeat(10_000), 8), "expected at most 10000");
    byte[] huge = file(2, 0, GOOD, 8);
    Arrays.fill(huge, 8, 12, (byte) 0xFF);
    refuses(huge, "4294967295 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(2,3,4)", "()", "(2, 2, 2, 2)", "(99999999999,)", "(2)(3)", "(-2,)"})
  void otherDimensionsAreRefused(String shape) {
    refuses(file(1, 0, GOOD.replace("(2,)", shape), 8), "x.npy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "__import__('os')", "{'descr': '<f4', 'shape': (2,)}"})
  void anythingButTheThreeFieldsIsRefused(String text) {
    refuses(file(1, 0, text, 8), "expected descr, fortran_order, shape");
  }

  @Test
  void anotherShapeThanExpectedIsRefused() throws IOException {
    byte[] file = bytes(new float[6], 2, 3);
    assertThatThrownBy(() -> Npy.readFloats(in(file), "x.npy", file.length, 3, 2))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("x.npy: shape [2, 3], expected [3, 2]");
    assertThatThrownBy(() -> Npy.readFloats(in(file), "x.npy", file.length, 6))
        .isInstanceOf(ModelFormatException.class);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] file = bytes(new float[] {1, 2}, 2);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      refuses(cut, "x.npy");
      // The same when the length was not known to be short.
      assertThatThrownBy(() -> Npy.readFloats(in(cut), "x.npy", file.length, 2))
          .isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void trailingBytesAreRefused() throws IOException {
    byte[] file = bytes(new float[] {1, 2}, 2);
    byte[] longer = Arrays.copyOf(file, file.length + 1);
    refuses(longer, "is %d bytes long, expected %d".formatted(longer.length, file.length));
    assertThatThrownBy(() -> Npy.readFloats(in(longer), "x.npy", file.length, 2))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("goes on after its last value");
  }

  @Test
  void aShapeLargerThanTheFileIsRefusedBeforeAnythingIsAllocated() {
    byte[] file = file(1, 0, GOOD.replace("(2,)", "(2147483647, 2147483647)"), 8);
    assertThatThrownBy(
            () ->
                Npy.readFloats(
                    in(file), "x.npy", file.length, Integer.MAX_VALUE, Integer.MAX_VALUE))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("bytes long, expected");
  }

  private static void refuses(byte[] file, String... message) {
    assertThatThrownBy(() -> Npy.readFloats(in(file), "x.npy", file.length, 2))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("x.npy: ")
        .hasMessageContainingAll(message);
  }

  private static byte[] bytes(float[] values, int... shape) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, values, shape);
    return out.toByteArray();
  }

  private static byte[] file(int major, int minor, String header, int dataBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) major, (byte) minor});
    int length = header.length();
    out.write(length);
    out.write(length >> 8);
    if (major > 1) {
      out.write(length >> 16);
      out.write(length >> 24);
    }
    out.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(new byte[dataBytes]);
    return out.toByteArray();
  }

  private static ByteArrayInputStream in(byte[] file) {
    return new ByteArrayInputStream(file);
  }
}
