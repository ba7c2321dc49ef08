package io.github.paenmf.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchMatrixTest {

  private static final int ROWS = 3;

  /** More than a piece, and no multiple of one. */
  private static final int COLUMNS = 2 * RowMatrix.PIECE + 17;

  @TempDir Path folder;

  @Test
  void piecesComeBackAsTheyWereWritten() {
    float[] values = values();
    try (ScratchFolder scratch = new ScratchFolder(() -> folder, 8)) {
      ScratchMatrix matrix = (ScratchMatrix) scratch.keep(RowMatrix.of(values, ROWS, COLUMNS));
      matrix.write(1, 40, 3, new float[] {7, 1, 2, 3}, 1);
      System.arraycopy(new float[] {1, 2, 3}, 0, values, COLUMNS + 40, 3);
      float[] piece = new float[COLUMNS + 1];
      matrix.read(1, 5, COLUMNS - 5, piece, 6);

      for (int t = 5; t < COLUMNS; t++) {
        assertThat(piece[t + 1]).isEqualTo(values[COLUMNS + t]);
      }
      assertThat(matrix.values()).isEqualTo(values);
      assertThat(scratch.matrix(1, 2)).isInstanceOf(HeldMatrix.class);
      assertThat(scratch.keep(matrix)).isSameAs(matrix);
      assertThat(scratch.matrix(2, 3).values()).isEqualTo(new float[6]);
      assertThatThrownBy(() -> matrix.read(0, 1, COLUMNS, piece, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void anotherJvmGetsAMatrixInMemory() throws Exception {
    try (ScratchFolder scratch = new ScratchFolder(() -> folder, 8)) {
      arrivesInMemory(scratch.keep(RowMatrix.of(values(), ROWS, COLUMNS)));
      arrivesInMemory(scratch.keep(RowMatrix.of(values(), ROWS, COLUMNS)).detached());
    }
  }

  private static void arrivesInMemory(RowMatrix matrix) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(matrix);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      RowMatrix arrived = (RowMatrix) in.readObject();

      assertThat(arrived).isInstanceOf(HeldMatrix.class);
      assertThat(arrived.rows()).isEqualTo(ROWS);
      assertThat(arrived.columns()).isEqualTo(COLUMNS);
      assertThat(arrived.values()).isEqualTo(values());
    }
  }

  @Test
  void aDetachedMatrixIsReadAfterItsFileAndFolderAreGone() throws Exception {
    float[] values = values();
    RowMatrix detached;
    RowMatrix small = RowMatrix.of(new float[] {1, 2}, 1, 2);
    try (ScratchFolder scratch = new ScratchFolder(() -> folder, 8)) {
      // Mappings that end inside rows, several a row.
      detached =
          ((ScratchMatrix) scratch.keep(RowMatrix.of(values, ROWS, COLUMNS))).detached(1_000);
      assertThat(files(folder)).isZero();
      assertThat(scratch.keep(small).detached()).isSameAs(small);
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(detached.values()).isEqualTo(values);
    assertThat(detached.detached()).isSameAs(detached);
    float[] piece = new float[2_503];
    detached.read(1, 995, 2_501, piece, 1);
    for (int t = 0; t < 2_501; t++) {
      assertThat(piece[t + 1]).isEqualTo(values[COLUMNS + 995 + t]);
    }
    assertThatThrownBy(() -> detached.read(ROWS, 0, 1, piece, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> detached.read(0, 1, COLUMNS, piece, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void filesGoWithTheirMatrixAndTheFolderOnClosing() throws Exception {
    Path parent = folder.resolve("not there yet");
    ScratchFolder scratch = new ScratchFolder(() -> parent, 8);
    assertThat(parent).doesNotExist();
    RowMatrix first = scratch.matrix(1, 5);
    RowMatrix second = scratch.matrix(1, 5);
    assertThat(files(parent)).isEqualTo(2);
    first.drop();
    assertThat(files(parent)).isEqualTo(1);
    scratch.close();
    assertThatThrownBy(second::values).isInstanceOf(UncheckedIOException.class);
    assertThat(parent).isEmptyDirectory();
    scratch.close();
  }

  private static long files(Path parent) throws Exception {
    try (Stream<Path> all = Files.walk(parent)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private static float[] values() {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }
}
