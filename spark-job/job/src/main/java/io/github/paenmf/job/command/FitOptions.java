package io.github.paenmf.job.command;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmf;
import java.util.Optional;
import org.apache.spark.ml.param.Param;
import picocli.CommandLine.Option;

/** How a model is fitted; what is left out has the estimator's default. */
final class FitOptions {

  @Option(
      names = "--max-iter",
      paramLabel = "N",
      description = "most training rounds (default: 100)")
  private Integer maxIter;

  @Option(
      names = "--init-steps",
      paramLabel = "N",
      description = "rounds of plain NMF to start from (default: 30)")
  private Integer initSteps;

  @Option(
      names = "--tol",
      paramLabel = "X",
      description =
          "stop when negativeElbo gains less than X nats a row and feature; 0 runs every round")
  private Double tol;

  @Option(
      names = "--noise-variance",
      paramLabel = "X",
      description = "fixed error variance in scaled units (default: learned)")
  private Double noiseVariance;

  @Option(
      names = "--solver",
      paramLabel = "NAME",
      description = "how weights are trained: auto, newton, adam, gd (default: auto)")
  private String solver;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "where a round is computed: auto, in-process, distributed (default: auto)")
  private String source;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "partitions of the blocks (default: a number by the table's size)")
  private Integer partitions;

  @Option(
      names = "--no-stored-rows",
      description =
          "keep no posteriors of training rows in the model (generate then has no aggregate)")
  private boolean noStoredRows;

  void check() {
    require(partitions == null || partitions >= 1, "--partitions " + partitions, "a number >= 1");
    require(maxIter == null || maxIter >= 0, "--max-iter " + maxIter, "a number >= 0");
    require(initSteps == null || initSteps >= 0, "--init-steps " + initSteps, "a number >= 0");
    require(tol == null || (tol >= 0 && tol < 1), "--tol " + tol, "a number in [0, 1)");
    require(
        noiseVariance == null || (noiseVariance > 0 && noiseVariance < Double.POSITIVE_INFINITY),
        "--noise-variance " + noiseVariance,
        "a number > 0");
    PaeNmf estimator = new PaeNmf();
    requireKnown("--solver", solver, estimator.solver());
    requireKnown("--source", source, estimator.source());
  }

  private static void requireKnown(String option, String value, Param<String> param) {
    require(
        value == null || (Boolean) param.isValid().apply(value), option + " " + value, param.doc());
  }

  private static void require(boolean holds, String option, String expected) {
    if (!holds) {
      throw new UserError(option + ": expected " + expected);
    }
  }

  /** An estimator with these settings that writes coefficients, posterior and negativeElbo. */
  PaeNmf estimator(int rank, long seed) {
    PaeNmf estimator =
        new PaeNmf()
            .setFeaturesCol(Table.FEATURES)
            .setOutputCol("coefficients")
            .setScaleCol("scale")
            .setShapeCol("shape")
            .setLossCol("negativeElbo")
            .setRank(rank)
            .setSeed(seed);
    Optional.ofNullable(maxIter).ifPresent(estimator::setMaxIter);
    Optional.ofNullable(initSteps).ifPresent(estimator::setInitSteps);
    Optional.ofNullable(tol).ifPresent(estimator::setTol);
    Optional.ofNullable(noiseVariance).ifPresent(estimator::setNoiseVariance);
    Optional.ofNullable(solver).ifPresent(estimator::setSolver);
    Optional.ofNullable(source).ifPresent(estimator::setSource);
    Optional.ofNullable(partitions).ifPresent(estimator::setPartitions);
    return noStoredRows ? estimator.setStoredRows(0) : estimator;
  }
}
