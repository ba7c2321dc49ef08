package io.github.paenmf.spark.source;

import io.github.paenmf.core.accelerator.DeviceKind;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.spark.LocalSpark;
import io.github.paenmf.spark.data.SizedPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;

/** Sources over the same dense random rows, whatever decides where they are and how sums come. */
final class RandomSource {

  private RandomSource() {}

  /** Rows of uniform values between 0 and 1. */
  static StatisticsSource of(
      int rows, int features, String where, int partitions, double maxSumsInMB) {
    SplittableRandom random = new SplittableRandom(4);
    List<SizedPoint> points = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float[] row = new float[features];
      for (int t = 0; t < features; t++) {
        row[t] = (float) random.nextDouble();
      }
      points.add(new SizedPoint(features, DataPoint.dense(row, 1)));
    }
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    return SourceChoice.choose(
            context.parallelize(points, 2),
            new SourceChoice.Settings(
                where, 512, 0, partitions, SourceChoice.DEFAULT_DEPTH, maxSumsInMB, DeviceKind.CPU),
            false,
            SourceChoice.Review.NONE)
        .source();
  }
}
