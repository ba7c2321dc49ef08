package io.github.paenmf.spark;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/** Numbers of single precision as Spark's vectors. */
final class WideVectors {

  private WideVectors() {}

  static Vector of(float[] values) {
    double[] wide = new double[values.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = values[j];
    }
    return Vectors.dense(wide);
  }
}
