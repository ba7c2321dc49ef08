package io.github.paenmf.bench.ml;

import io.github.paenmf.bench.study.NumberTable;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfEvaluator;
import io.github.paenmf.spark.PaeNmfModel;
import java.nio.file.Path;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Spark's CrossValidator over the rank on the training faces, judged by the negativeElbo of the
 * held-out fold; beside it the test faces, which show other people.
 *
 * <p>Arguments: folder of the real tables (../shared/data), folds (3).
 */
public final class FaceRanks {

  private static final int[] RANKS = {4, 9, 25, 49, 81, 121};
  private static final double GREY_LEVELS = 255;

  private FaceRanks() {}

  /** Prints a line a rank and the choice. */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments.length > 0 ? arguments[0] : "../shared/data", "cbcl_faces");
    int folds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    SparkSession spark = RealFrames.session("ranks of faces");
    try {
      Dataset<Row> train = faces(spark, data.resolve("cbcl_faces_train.csv.gz")).persist();
      Dataset<Row> test = faces(spark, data.resolve("cbcl_faces_test.csv.gz")).persist();
      PaeNmf estimator = new PaeNmf().setLossCol(PaeNmfEvaluator.NEGATIVE_ELBO);
      CrossValidatorModel chosen =
          new CrossValidator()
              .setEstimator(estimator)
              .setEstimatorParamMaps(
                  new ParamGridBuilder().addGrid(estimator.rank(), RANKS).build())
              .setEvaluator(new PaeNmfEvaluator())
              .setNumFolds(folds)
              .setSeed(1)
              .fit(train);
      System.out.printf("rank  held-out folds  test faces   (negativeElbo, nats a face)%n");
      for (int i = 0; i < RANKS.length; i++) {
        PaeNmfModel all = estimator.copy(new ParamMap()).setRank(RANKS[i]).fit(train);
        System.out.printf(
            "%4d  %14.2f  %10.2f%n",
            RANKS[i], chosen.avgMetrics()[i], all.evaluate(test).negativeElbo());
      }
      System.out.printf(
          "chosen by %d folds: rank %d%n", folds, ((PaeNmfModel) chosen.bestModel()).getRank());
    } finally {
      spark.stop();
    }
  }

  private static Dataset<Row> faces(SparkSession spark, Path file) {
    return RealFrames.of(spark, NumberTable.read(file).dividedBy(GREY_LEVELS));
  }
}
