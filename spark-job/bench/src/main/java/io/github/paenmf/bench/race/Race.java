package io.github.paenmf.bench.race;

import io.github.paenmf.bench.ml.RealFrames;
import io.github.paenmf.bench.study.NumberTable;
import io.github.paenmf.bench.study.StudyTable;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfModel;
import io.github.paenmf.spark.nmf.Nmf;
import io.github.paenmf.spark.nmf.NmfModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.ml.clustering.LDA;
import org.apache.spark.ml.clustering.LDAModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Fits the same tables with PaeNmf, Nmf, and with what MLlib has: ALS with non-negative factors,
 * and LDA. Prints seconds of fit (the second of two) and the relative error ||X - H W'|| / ||X|| of
 * each. ALS gets every value as a rating and next to no penalty; LDA's rows are its topics weighted
 * by the row's own distribution, times the row's sum.
 *
 * <p>Arguments: folder of the real tables (../shared/data), iterations of ALS and LDA (10), tables
 * (faces9 finance genes).
 */
public final class Race {

  private Race() {}

  /** Prints a line a table and method. */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments.length > 0 ? arguments[0] : "../shared/data");
    int iterations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    List<String> names =
        arguments.length > 2
            ? Arrays.asList(arguments).subList(2, arguments.length)
            : List.of("faces9", "finance", "genes");
    SparkSession spark = RealFrames.session("race");
    try {
      for (String name : names) {
        run(spark, StudyTable.named(name, data), iterations);
      }
    } finally {
      spark.stop();
    }
  }

  /** Fits, and gives the rows that the fit stands for. */
  private interface Method {
    double relativeError();
  }

  private static void run(SparkSession spark, StudyTable table, int iterations) {
    double[][] x = table.train().rows();
    int rank = table.rank();
    Dataset<Row> rows = RealFrames.of(spark, table.train()).persist();
    rows.count();
    Dataset<Row> ratings = ratings(spark, table.train()).persist();
    ratings.count();
    print(table, "PaeNmf", () -> paeNmf(rows, rank));
    print(table, "Nmf", () -> nmf(rows, rank));
    print(table, "MLlib ALS, non-negative", () -> als(ratings, x, rank, iterations));
    print(table, "MLlib LDA", () -> lda(rows, x, rank, iterations));
    rows.unpersist();
    ratings.unpersist();
  }

  private static double fitSeconds;

  private static void print(StudyTable table, String name, Method method) {
    method.relativeError();
    double error = method.relativeError();
    System.out.printf(
        "%s, rank %d, %s: %.2f s, relative error %.4f%n",
        table.name(), table.rank(), name, fitSeconds, error);
  }

  private static <T> T timed(Supplier<T> fit) {
    long start = System.nanoTime();
    T fitted = fit.get();
    fitSeconds = (System.nanoTime() - start) / 1e9;
    return fitted;
  }

  private static double paeNmf(Dataset<Row> rows, int rank) {
    PaeNmfModel model = timed(() -> new PaeNmf().setRank(rank).fit(rows));
    return model.summary().relativeError();
  }

  private static double nmf(Dataset<Row> rows, int rank) {
    NmfModel model = timed(() -> new Nmf().setRank(rank).fit(rows));
    return model.summary().relativeError();
  }

  private static double als(Dataset<Row> ratings, double[][] x, int rank, int iterations) {
    ALSModel model =
        timed(
            () ->
                new ALS()
                    .setRank(rank)
                    .setMaxIter(iterations)
                    .setNonnegative(true)
                    .setRegParam(1e-6)
                    .setUserCol("row")
                    .setItemCol("feature")
                    .setRatingCol("value")
                    .fit(ratings));
    double[][] h = factors(model.userFactors(), x.length);
    double[][] w = factors(model.itemFactors(), x[0].length);
    return relativeError(x, (i, t) -> dot(h[i], w[t]));
  }

  private static double[][] factors(Dataset<Row> table, int count) {
    double[][] factors = new double[count][];
    for (Row row : table.collectAsList()) {
      List<Float> values = row.getList(1);
      factors[row.getInt(0)] = values.stream().mapToDouble(Float::doubleValue).toArray();
    }
    return factors;
  }

  private static double lda(Dataset<Row> rows, double[][] x, int rank, int iterations) {
    LDAModel model = timed(() -> new LDA().setK(rank).setMaxIter(iterations).setSeed(1).fit(rows));
    Matrix topics = model.topicsMatrix();
    double[][] w = new double[topics.numRows()][rank];
    for (int j = 0; j < rank; j++) {
      double sum = 0;
      for (int t = 0; t < w.length; t++) {
        sum += topics.apply(t, j);
      }
      for (int t = 0; t < w.length; t++) {
        w[t][j] = topics.apply(t, j) / sum;
      }
    }
    double[][] h = new double[x.length][];
    for (Row row : model.transform(rows).select("id", "topicDistribution").collectAsList()) {
      int i = row.getInt(0);
      double sum = Arrays.stream(x[i]).sum();
      h[i] = Arrays.stream(((Vector) row.get(1)).toArray()).map(share -> share * sum).toArray();
    }
    return relativeError(x, (i, t) -> dot(h[i], w[t]));
  }

  /** A fitted value. */
  private interface Fitted {
    double at(int row, int feature);
  }

  private static double relativeError(double[][] x, Fitted fitted) {
    double error = 0;
    double norm = 0;
    for (int i = 0; i < x.length; i++) {
      for (int t = 0; t < x[i].length; t++) {
        double d = x[i][t] - fitted.at(i, t);
        error += d * d;
        norm += x[i][t] * x[i][t];
      }
    }
    return Math.sqrt(error / norm);
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int j = 0; j < one.length; j++) {
      sum += one[j] * other[j];
    }
    return sum;
  }

  private static Dataset<Row> ratings(SparkSession spark, NumberTable table) {
    List<Row> ratings = new ArrayList<>();
    double[][] x = table.rows();
    for (int i = 0; i < x.length; i++) {
      for (int t = 0; t < x[i].length; t++) {
        ratings.add(RowFactory.create(i, t, (float) x[i][t]));
      }
    }
    StructType schema =
        new StructType()
            .add("row", DataTypes.IntegerType, false)
            .add("feature", DataTypes.IntegerType, false)
            .add("value", DataTypes.FloatType, false);
    return spark.createDataFrame(ratings, schema);
  }
}
