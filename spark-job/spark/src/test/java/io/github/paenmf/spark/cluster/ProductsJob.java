package io.github.paenmf.spark.cluster;

import java.io.IOException;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A job whose tasks multiply with ND4J; prints the sum of all products and the number of executors
 * that took part.
 */
public final class ProductsJob {

  /** The side of each square matrix, all of whose entries are the number of its task. */
  static final int SIDE = 64;

  private ProductsJob() {}

  /**
   * Runs the job; no arguments.
   *
   * @throws IOException if the session can't be closed
   */
  public static void main(String[] args) throws IOException {
    try (SparkSession session = SparkSession.builder().appName("products").getOrCreate()) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      JavaRDD<Integer> tasks = context.parallelize(List.of(1, 2, 3, 4), 4);
      double sum = tasks.map(ProductsJob::product).reduce(Double::sum);
      long executors = tasks.map(task -> SparkEnv.get().executorId()).distinct().count();
      System.out.println("sum=" + sum + " executors=" + executors);
    }
  }

  private static double product(int value) {
    INDArray a = Nd4j.valueArrayOf(new long[] {SIDE, SIDE}, (float) value);
    INDArray c = Nd4j.create(new long[] {SIDE, SIDE}, 'f');
    Nd4j.gemm(a, a, c, false, true, 1.0, 0.0);
    return c.sumNumber().doubleValue();
  }
}
