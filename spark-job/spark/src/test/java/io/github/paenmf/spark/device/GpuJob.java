package io.github.paenmf.spark.device;

import io.github.paenmf.core.accelerator.DeviceKind;
import io.github.paenmf.core.accelerator.DeviceUnavailableException;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.pass.SignPass;
import io.github.paenmf.spark.source.DistributedSource;
import io.github.paenmf.spark.source.TableSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;

/**
 * Runs passes over a small table on each device named by its arguments, and prints what computed
 * them, and how many resource profiles the stages had.
 */
public final class GpuJob {

  private static final int ROWS = 64;
  private static final int FEATURES = 3;
  private static final int PARTITIONS = 6;
  private static final int PASSES = 2;

  private GpuJob() {}

  /**
   * Runs the job.
   *
   * @param args AUTO, CPU or GPU, each for a source
   */
  public static void main(String[] args) {
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf().setAppName("gpu"))) {
      Set<Integer> profiles = new ConcurrentSkipListSet<>();
      context
          .sc()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onStageSubmitted(SparkListenerStageSubmitted stage) {
                  profiles.add(stage.stageInfo().resourceProfileId());
                }
              });
      for (String device : args) {
        try {
          passes(context, DeviceKind.valueOf(device));
        } catch (DeviceUnavailableException e) {
          System.out.println("refused: " + e.getMessage());
        }
      }
      System.out.println("profiles=" + profiles.size());
    }
  }

  private static void passes(JavaSparkContext context, DeviceKind asked) {
    DevicePlan plan = DevicePlan.ofExecutors(context.sc(), asked);
    List<DataPoint> points = new ArrayList<>();
    for (int i = 1; i <= ROWS; i++) {
      points.add(DataPoint.dense(new float[] {i, i % 5, i % 7}, 1f));
    }
    try (DistributedSource source =
        new DistributedSource(
            context.parallelize(points, 2),
            new TableSize(ROWS, FEATURES, (long) ROWS * FEATURES, 0, 0),
            new BlockLayout(false, PARTITIONS, 1 << 16),
            plan,
            2,
            Long.MAX_VALUE)) {
      for (int i = 0; i < PASSES; i++) {
        source.run(new SignPass(FEATURES, new float[] {1, 0, 0}, 1), "signs");
      }
      System.out.println(
          "device=%s reason=%s backend=%s"
              .formatted(plan.choice().device(), plan.choice().why(), source.backend()));
    }
  }
}
