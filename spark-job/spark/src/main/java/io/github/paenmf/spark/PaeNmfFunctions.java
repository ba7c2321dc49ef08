package io.github.paenmf.spark;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Scoring in SQL. */
public final class PaeNmfFunctions {

  private static final ArrayType NUMBERS = DataTypes.createArrayType(DataTypes.DoubleType, false);

  /** What a registered function gives. */
  private static final DataType RESULT =
      new StructType()
          .add("coefficients", NUMBERS, false)
          .add("scale", NUMBERS, false)
          .add("shape", NUMBERS, false)
          .add("negativeElbo", DataTypes.DoubleType, false)
          .add("clipped", DataTypes.BooleanType, false);

  private PaeNmfFunctions() {}

  /**
   * Makes a model a function of SQL: {@code SELECT name(features).coefficients FROM table}. It
   * takes a vector or an array of numbers, and gives a struct of {@code coefficients}, {@code
   * scale}, {@code shape} (arrays of double, a number a part), {@code negativeElbo} and {@code
   * clipped}; null for null features. Of a model that reads extra inputs they are a second
   * argument.
   *
   * @param spark the session whose SQL knows the function from now on
   * @param model that scores
   * @param name of the function; one that exists is replaced
   */
  public static void register(SparkSession spark, PaeNmfModel model, String name) {
    SqlScored function =
        new SqlScored(
            JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model.fitted()),
            model.featureReader(),
            model.exogenousReader());
    if (model.fitted().exogenousInputs() > 0) {
      spark.udf().register(name, (UDF2<Object, Object, Row>) function, RESULT);
    } else {
      spark.udf().register(name, (UDF1<Object, Row>) function, RESULT);
    }
  }
}
