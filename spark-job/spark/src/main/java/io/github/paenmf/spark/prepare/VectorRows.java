package io.github.paenmf.spark.prepare;

import io.github.paenmf.core.prepare.RowValues;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/** Spark's vectors as rows of the core and back, arrays shared. */
final class VectorRows {

  private VectorRows() {}

  static RowValues of(Vector vector) {
    if (vector instanceof SparseVector sparse) {
      return RowValues.sparse(sparse.size(), sparse.indices(), sparse.values());
    }
    return RowValues.dense(((DenseVector) vector).values());
  }

  static Vector vector(RowValues row) {
    return row.isSparse()
        ? Vectors.sparse(row.size(), row.indices(), row.values())
        : Vectors.dense(row.values());
  }
}
