package io.github.paenmf.job.output;

import io.github.paenmf.job.UserError;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;

/**
 * Between which bounds a coefficient lies with a given probability, as much below as above. The
 * quantile p of Weibull(k, lambda) is lambda (-ln(1 - p))^(1/k).
 *
 * @param level the probability, in (0, 1)
 */
public record CredibleBounds(double level) {

  /** Column of the lower bounds. */
  public static final String LOWER = "lower";

  /** Column of the upper bounds. */
  public static final String UPPER = "upper";

  /**
   * Checks the level.
   *
   * @throws UserError when it is no probability between 0 and 1
   */
  public CredibleBounds {
    if (!(level > 0 && level < 1)) {
      throw new UserError("--credible-level " + level + ": expected a number in (0, 1)");
    }
  }

  /**
   * The rows with columns {@link #LOWER} and {@link #UPPER}.
   *
   * @param scale column of vectors lambda
   * @param shape column of vectors k
   */
  public Dataset<Row> of(Dataset<Row> rows, String scale, String shape) {
    double tail = (1 - level) / 2;
    // -ln(1 - p) for p = tail and p = 1 - tail.
    return rows.withColumn(LOWER, quantile(rows.col(scale), rows.col(shape), -Math.log1p(-tail)))
        .withColumn(UPPER, quantile(rows.col(scale), rows.col(shape), -Math.log(tail)));
  }

  private static Column quantile(Column scale, Column shape, double exponential) {
    UDF2<Vector, Vector, Vector> quantile =
        (lambda, k) -> {
          double[] values = new double[lambda.size()];
          for (int j = 0; j < values.length; j++) {
            values[j] = lambda.apply(j) * Math.pow(exponential, 1 / k.apply(j));
          }
          return Vectors.dense(values);
        };
    return functions.udf(quantile, SQLDataTypes.VectorType()).asNonNullable().apply(scale, shape);
  }
}
