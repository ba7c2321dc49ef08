package io.github.paenmf.core.pass;

/** Some columns of a matrix that is stored row after row. */
public final class Columns {

  private Columns() {}

  /**
   * A copy of some columns.
   *
   * @param matrix rows x width
   * @param width of the matrix
   * @param from first column
   * @param to end of the columns
   * @return rows x (to - from)
   */
  public static float[] of(float[] matrix, int width, int from, int to) {
    int length = to - from;
    int rows = width == 0 ? 0 : matrix.length / width;
    float[] columns = new float[rows * length];
    for (int j = 0; j < rows; j++) {
      System.arraycopy(matrix, j * width + from, columns, j * length, length);
    }
    return columns;
  }

  /**
   * Puts columns into their place.
   *
   * @param columns rows x (to - from)
   * @param matrix rows x width
   */
  public static void into(float[] columns, float[] matrix, int width, int from, int to) {
    int length = to - from;
    int rows = length == 0 ? 0 : columns.length / length;
    for (int j = 0; j < rows; j++) {
      System.arraycopy(columns, j * length, matrix, j * width + from, length);
    }
  }
}
