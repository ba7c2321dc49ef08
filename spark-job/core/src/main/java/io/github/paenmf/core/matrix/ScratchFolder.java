package io.github.paenmf.core.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps small matrices in memory and large ones in files of the scratch disk, in a folder that is
 * made with the first of them and removed with all that is left in it on closing. May be used by
 * several threads.
 */
public final class ScratchFolder implements MatrixStore, AutoCloseable {

  private final Supplier<Path> parent;
  private final long mostBytes;
  private final Set<ScratchMatrix> open = new HashSet<>();
  private Path folder;
  private long made;

  /**
   * A folder that is not made yet.
   *
   * @param parent gives the folder to make it in, when it is needed
   * @param mostBytes of a matrix that is kept in memory
   */
  public ScratchFolder(Supplier<Path> parent, long mostBytes) {
    this.mostBytes = mostBytes;
    this.parent = parent;
  }

  /**
   * A matrix of zeros.
   *
   * @throws UncheckedIOException when the disk refuses
   */
  @Override
  public MutableMatrix matrix(int rows, int columns) {
    return 4L * rows * columns <= mostBytes ? MEMORY.matrix(rows, columns) : onDisk(rows, columns);
  }

  private synchronized ScratchMatrix onDisk(int rows, int columns) {
    try {
      if (folder == null) {
        folder = Files.createTempDirectory(Files.createDirectories(parent.get()), "paenmf-scratch");
      }
      ScratchMatrix matrix =
          new ScratchMatrix(this, folder.resolve("matrix-" + made++), rows, columns);
      open.add(matrix);
      return matrix;
    } catch (IOException e) {
      throw new UncheckedIOException("no scratch file can be made: " + e.getMessage(), e);
    }
  }

  @Override
  public RowMatrix keep(RowMatrix matrix) {
    if (matrix instanceof ScratchMatrix || 4L * matrix.rows() * matrix.columns() <= mostBytes) {
      return matrix;
    }
    MutableMatrix copy = matrix(matrix.rows(), matrix.columns());
    float[] piece = new float[Math.min(RowMatrix.PIECE, matrix.columns())];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int from = 0; from < matrix.columns(); from += piece.length) {
        int count = Math.min(piece.length, matrix.columns() - from);
        matrix.read(row, from, count, piece, 0);
        copy.write(row, from, count, piece, 0);
      }
    }
    return copy;
  }

  synchronized void dropped(ScratchMatrix matrix) {
    open.remove(matrix);
  }

  /** Removes the folder; its matrices can't be read any more. */
  @Override
  public void close() {
    Set<ScratchMatrix> left;
    synchronized (this) {
      left = Set.copyOf(open);
    }
    left.forEach(ScratchMatrix::drop);
    synchronized (this) {
      if (folder != null) {
        try {
          Files.deleteIfExists(folder);
        } catch (IOException e) {
          throw new UncheckedIOException(folder + " can't be removed", e);
        }
        folder = null;
      }
    }
  }
}
