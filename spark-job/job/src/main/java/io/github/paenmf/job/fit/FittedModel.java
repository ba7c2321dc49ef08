package io.github.paenmf.job.fit;

import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A fitted model as the job needs it. */
public interface FittedModel {

  /** The stage that goes into the pipeline. */
  Transformer stage();

  /** Number of features m that rows must have. */
  int features();

  /** Number of parts r. */
  int rank();

  /** The parts W_f, m x r. */
  Matrix parts();

  /** The numbers of the model on prepared rows. */
  Figures evaluate(Dataset<Row> prepared);
}
