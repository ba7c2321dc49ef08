package io.github.paenmf.spark;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.train.TrainingSizes;
import io.github.paenmf.spark.plan.ClusterLimits;
import io.github.paenmf.spark.plan.FitPlan;
import io.github.paenmf.spark.source.SourceChoice;
import io.github.paenmf.spark.source.TableSize;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a counted table before it is fitted: checkpoints of the same fit, limits of the cluster.
 */
final class FitReview implements SourceChoice.Review {

  private static final Logger LOG = LoggerFactory.getLogger(PaeNmf.class);

  private final FitCheckpoints checkpoints;
  private final int rank;
  private final int aggregationDepth;
  private final double maxSumsInMB;
  private final SparkContext context;

  FitReview(
      FitCheckpoints checkpoints,
      int rank,
      int aggregationDepth,
      double maxSumsInMB,
      SparkContext context) {
    this.maxSumsInMB = maxSumsInMB;
    this.aggregationDepth = aggregationDepth;
    this.checkpoints = checkpoints;
    this.rank = rank;
    this.context = context;
  }

  @Override
  public BlockLayout layout(TableSize size, BlockLayout bySize) {
    return checkpoints.layout(size, bySize);
  }

  @Override
  public long sumsBytes(TableSize size) {
    return TrainingSizes.of(size.rows(), size.features(), rank).wideBytes();
  }

  @Override
  public void distributed(TableSize size, BlockLayout layout) {
    ClusterLimits limits = ClusterLimits.of(context);
    FitPlan plan =
        FitPlan.of(
            context,
            size.rows(),
            size.features(),
            size.nonZeros(),
            rank,
            layout,
            aggregationDepth,
            maxSumsInMB);
    limits.require(plan);
    limits.warnings(plan).forEach(LOG::warn);
  }
}
