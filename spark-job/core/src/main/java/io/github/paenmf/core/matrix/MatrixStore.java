package io.github.paenmf.core.matrix;

/** Where matrices with a column a feature are kept between passes. */
public interface MatrixStore {

  /** In memory, whatever their size. */
  MatrixStore MEMORY =
      new MatrixStore() {
        @Override
        public MutableMatrix matrix(int rows, int columns) {
          return new HeldMatrix(new float[Math.multiplyExact(rows, columns)], rows, columns);
        }

        @Override
        public RowMatrix keep(RowMatrix matrix) {
          return matrix;
        }
      };

  /**
   * A matrix of zeros.
   *
   * @param rows number of rows
   * @param columns number of columns
   */
  MutableMatrix matrix(int rows, int columns);

  /**
   * A matrix where this store keeps those of its size: the same one, or a copy.
   *
   * @param matrix in memory, or of this store
   */
  RowMatrix keep(RowMatrix matrix);
}
