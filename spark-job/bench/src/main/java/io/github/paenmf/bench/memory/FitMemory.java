package io.github.paenmf.bench.memory;

import io.github.paenmf.bench.ml.RealFrames;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;

/**
 * Prints the most memory that is alive, heap and native together. First, of a few very sparse rows
 * with many features, where everything large is of length m r: as multiples of m r floats, in
 * training and while saving, from two sizes, and what that makes at m r = 1e8. Then of a dense
 * table cut into blocks: as a multiple of the bytes of its blocks and cached scores.
 *
 * <p>Arguments: features (200000), rank (25), thousands of dense rows (100).
 */
public final class FitMemory {

  private static final double MB = 1 << 20;

  private static final int SPARSE_ROWS = 1_000;

  private static final int NON_ZEROS = 40;

  /** Two sizes tell what grows with m r from what does not. */
  private static final int SMALLER = 4;

  private static final int DENSE_FEATURES = 400;

  private static final int DENSE_RANK = 10;

  private FitMemory() {}

  /** Prints both. */
  public static void main(String[] arguments) throws Exception {
    int features = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
    int rank = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 25;
    int rows = 1000 * (arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100);
    SparkSession spark = RealFrames.session("memory");
    try {
      fit(table(spark, 200, id -> dense(id, 50)), 5, "auto");
      wide(spark, features, rank);
      tall(spark, rows);
    } finally {
      spark.stop();
    }
  }

  /** Most bytes in training, and while saving with the model itself. */
  private record Peaks(double unit, long training, long saving) {}

  private static void wide(SparkSession spark, int features, int rank) throws Exception {
    Peaks small = peaks(spark, features / SMALLER, rank);
    Peaks large = peaks(spark, features, rank);
    print("training", small.training(), large.training(), small, large);
    print("saving, with the model", small.saving(), large.saving(), small, large);
  }

  private static Peaks peaks(SparkSession spark, int features, int rank) throws Exception {
    Dataset<Row> table = table(spark, SPARSE_ROWS, id -> sparse(id, features));
    PeakMemory.Measured<PaeNmfModel> fit = PeakMemory.of(() -> fit(table, rank, "in-process"));
    Path folder = Files.createTempDirectory("paenmf-memory").resolve("model");
    PeakMemory.Measured<Path> saved =
        PeakMemory.of(
            () -> {
              fit.result().write().save(folder.toString());
              return folder;
            });
    // The model itself was alive before saving began: parts, both encoders of rows, whitening.
    double model = 4.0 * features * (3.0 * rank + fit.result().fitted().whitening().inputs());
    return new Peaks(4.0 * features * rank, fit.bytes(), saved.bytes() + (long) model);
  }

  /** What grows with m r, and what does not. */
  private static void print(String what, long small, long large, Peaks one, Peaks other) {
    double slope = (large - small) / (other.unit() - one.unit());
    System.out.printf(
        "%s: %.0f MB at m r = %.3g, %.0f MB at %.3g: %.2f times m r floats and %.0f MB; at m r ="
            + " 1e8 %.1f GB%n",
        what,
        small / MB,
        one.unit() / 4,
        large / MB,
        other.unit() / 4,
        slope,
        (large - slope * other.unit()) / MB,
        (large + slope * (4e8 - other.unit())) / (1 << 30));
  }

  private static void tall(SparkSession spark, int rows) throws Exception {
    Dataset<Row> table = table(spark, rows, id -> dense(id, DENSE_FEATURES));
    PeakMemory.Measured<PaeNmfModel> fit =
        PeakMemory.of(() -> fit(table, DENSE_RANK, "distributed"));
    double held = 4.0 * rows * (DENSE_FEATURES + fit.result().fitted().whitening().inputs());
    System.out.printf(
        "%d rows of %d features: %.0f MB at the most, %.2f times the %.0f MB of blocks and scores"
            + " (%d samples)%n",
        rows, DENSE_FEATURES, fit.bytes() / MB, fit.bytes() / held, held / MB, fit.samples());
  }

  private static PaeNmfModel fit(Dataset<Row> table, int rank, String source) {
    return new PaeNmf()
        .setRank(rank)
        .setMaxIter(5)
        .setInitSteps(3)
        .setTol(0)
        .setSource(source)
        .setStoredRows(0)
        .setMaxInProcessMB(1e6)
        .fit(table);
  }

  private interface Maker extends UDF1<Long, Vector> {}

  private static Dataset<Row> table(SparkSession spark, long rows, Maker maker) {
    return spark
        .range(rows)
        .select(
            functions
                .udf(maker, SQLDataTypes.VectorType())
                .apply(functions.col("id"))
                .as("features"));
  }

  private static Vector sparse(long id, int features) {
    SplittableRandom random = new SplittableRandom(id);
    int[] indices = random.ints(0, features).distinct().limit(NON_ZEROS).sorted().toArray();
    return Vectors.sparse(features, indices, random.doubles(NON_ZEROS).toArray());
  }

  private static Vector dense(long id, int features) {
    SplittableRandom random = new SplittableRandom(id);
    return Vectors.dense(random.doubles(features).toArray());
  }
}
