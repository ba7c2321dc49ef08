package io.github.paenmf.spark.device;

import io.github.paenmf.core.accelerator.DeviceUnavailableException;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Fits a small table twice on the device named by its argument, and prints what computed it and
 * which resource profiles the stages had.
 */
public final class GpuJob {

  private static final int ROWS = 64;
  private static final int PARTITIONS = 8;

  private GpuJob() {}

  /**
   * Runs the job.
   *
   * @param args auto, cpu or gpu
   * @throws IOException if the session can't be closed
   */
  public static void main(String[] args) throws IOException {
    try (SparkSession session = SparkSession.builder().appName("gpu").getOrCreate()) {
      Set<Integer> profiles = new ConcurrentSkipListSet<>();
      session
          .sparkContext()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onStageSubmitted(SparkListenerStageSubmitted stage) {
                  profiles.add(stage.stageInfo().resourceProfileId());
                }
              });
      PaeNmf estimator =
          new PaeNmf()
              .setRank(2)
              .setMaxIter(1)
              .setInitSteps(1)
              .setSource("distributed")
              .setPartitions(PARTITIONS)
              .setDevice(args[0]);
      try {
        print(estimator.fit(table(session)).summary());
        print(estimator.fit(table(session)).summary());
        System.out.println("profiles=" + profiles.size());
      } catch (DeviceUnavailableException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  private static void print(PaeNmfSummary summary) {
    System.out.println(
        "device=%s reason=%s backend=%s"
            .formatted(summary.device(), summary.deviceReason(), summary.backend()));
  }

  private static Dataset<Row> table(SparkSession session) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double x = 1 + i % 5;
      double y = 1 + i % 7;
      rows.add(RowFactory.create(Vectors.dense(x, y, x + y, 2 * x + y)));
    }
    return session.createDataFrame(
        rows, new StructType().add("features", SQLDataTypes.VectorType()));
  }
}
