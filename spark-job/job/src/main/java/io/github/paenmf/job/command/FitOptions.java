package io.github.paenmf.job.command;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmf;
import java.util.Optional;
import org.apache.spark.ml.param.Param;
import picocli.CommandLine.Option;

/**
 * How a model is fitted, whether one is fitted or one for each rank; what is left out has the
 * estimator's default.
 */
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
      names = "--kl-weight",
      paramLabel = "X",
      description = "weight of the Kullback-Leibler term, 0 switches it off (default: 1)")
  private Double klWeight;

  @Option(
      names = "--prior-shape",
      paramLabel = "X",
      description = "shape of the Weibull prior (default: 1)")
  private Double priorShape;

  @Option(
      names = "--prior-scale",
      paramLabel = "X",
      description = "scale of the Weibull prior (default: 1)")
  private Double priorScale;

  @Option(
      names = "--encoder-activation",
      paramLabel = "NAME",
      description = "smooth, or relu as in the paper (default: smooth)")
  private String encoderActivation;

  @Option(
      names = "--solver",
      paramLabel = "NAME",
      description = "how weights are trained: auto, newton, adam, gd, l-bfgs (default: auto)")
  private String solver;

  @Option(
      names = "--sampling",
      paramLabel = "NAME",
      description =
          "how training reads the latents: auto, random, median, expected (default: auto, which is"
              + " random for adam and for gd with fixed steps, else expected)")
  private String sampling;

  @Option(
      names = "--init-mode",
      paramLabel = "NAME",
      description = "where training starts: nmf, nndsvd, random (default: nmf)")
  private String initMode;

  @Option(
      names = "--step-size",
      paramLabel = "X",
      description = "step of the solver at its start (default: the solver's own)")
  private Double stepSize;

  @Option(
      names = "--line-search",
      paramLabel = "NAME",
      description = "steps of gd: fixed, backtracking (default: fixed)")
  private String lineSearch;

  @Option(
      names = "--parts-update",
      paramLabel = "NAME",
      description =
          "how plain NMF, newton and adam update the parts: hals, multiplicative (default: hals)")
  private String partsUpdate;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "where a round is computed: auto, in-process, distributed (default: auto)")
  private String source;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "what rounds are computed on: auto, cpu, gpu (default: auto)")
  private String device;

  @Option(
      names = "--max-in-process-mb",
      paramLabel = "X",
      description =
          "largest table in MB that is trained on in the driver's memory (default: 512, at most a"
              + " quarter of its heap)")
  private Double maxInProcessMb;

  @Option(
      names = "--max-sums-mb",
      paramLabel = "X",
      description =
          "size in MB from which on the sums of a round are cut by features and the parts updated"
              + " on executors (default: 64)")
  private Double maxSumsMb;

  @Option(
      names = "--max-block-size-mb",
      paramLabel = "X",
      description = "size of a block of rows in MB (default: 1)")
  private Double maxBlockSizeMb;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "partitions of the blocks (default: a number by the table's size)")
  private Integer partitions;

  /**
   * Looks at each option by itself and at all of them together.
   *
   * @throws UserError when one is out of its domain, or two contradict each other
   */
  void check() {
    PaeNmf estimator = new PaeNmf();
    require("--max-iter", maxIter, estimator.maxIter());
    require("--init-steps", initSteps, estimator.initSteps());
    require("--tol", tol, estimator.tol());
    require("--noise-variance", noiseVariance, estimator.noiseVariance());
    require("--kl-weight", klWeight, estimator.klWeight());
    require("--prior-shape", priorShape, estimator.priorShape());
    require("--prior-scale", priorScale, estimator.priorScale());
    require("--encoder-activation", encoderActivation, estimator.encoderActivation());
    require("--solver", solver, estimator.solver());
    require("--sampling", sampling, estimator.sampling());
    require("--init-mode", initMode, estimator.initMode());
    require("--step-size", stepSize, estimator.stepSize());
    require("--line-search", lineSearch, estimator.lineSearch());
    require("--parts-update", partsUpdate, estimator.partsUpdate());
    require("--source", source, estimator.source());
    require("--device", device, estimator.device());
    require("--max-in-process-mb", maxInProcessMb, estimator.maxInProcessMB());
    require("--max-sums-mb", maxSumsMb, estimator.maxSumsInMB());
    require("--max-block-size-mb", maxBlockSizeMb, estimator.maxBlockSizeInMB());
    require("--partitions", partitions, estimator.partitions());
    try {
      estimator(1, 1).checkSettings();
    } catch (IllegalArgumentException e) {
      throw new UserError("these options do not go together: " + e.getMessage(), e);
    }
  }

  /**
   * Refuses a value that the estimator would refuse too; infinity is a number to none of its
   * params.
   *
   * @param option as the user writes it
   * @param value null when left out
   */
  static void require(String option, Object value, Param<?> param) {
    boolean infinite = value instanceof Double number && number.isInfinite();
    if (value != null && (infinite || !valid(param, value))) {
      throw new UserError(option + " " + value + " is out of its domain: " + param.doc());
    }
  }

  private static <V> boolean valid(Param<V> param, Object value) {
    @SuppressWarnings("unchecked")
    V typed = (V) value;
    return (Boolean) param.isValid().apply(typed);
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
    Optional.ofNullable(klWeight).ifPresent(estimator::setKlWeight);
    Optional.ofNullable(priorShape).ifPresent(estimator::setPriorShape);
    Optional.ofNullable(priorScale).ifPresent(estimator::setPriorScale);
    Optional.ofNullable(encoderActivation).ifPresent(estimator::setEncoderActivation);
    Optional.ofNullable(solver).ifPresent(estimator::setSolver);
    Optional.ofNullable(sampling).ifPresent(estimator::setSampling);
    Optional.ofNullable(initMode).ifPresent(estimator::setInitMode);
    Optional.ofNullable(stepSize).ifPresent(estimator::setStepSize);
    Optional.ofNullable(lineSearch).ifPresent(estimator::setLineSearch);
    Optional.ofNullable(partsUpdate).ifPresent(estimator::setPartsUpdate);
    Optional.ofNullable(source).ifPresent(estimator::setSource);
    Optional.ofNullable(device).ifPresent(estimator::setDevice);
    Optional.ofNullable(maxInProcessMb).ifPresent(estimator::setMaxInProcessMB);
    Optional.ofNullable(maxSumsMb).ifPresent(estimator::setMaxSumsInMB);
    Optional.ofNullable(maxBlockSizeMb).ifPresent(estimator::setMaxBlockSizeInMB);
    Optional.ofNullable(partitions).ifPresent(estimator::setPartitions);
    return estimator;
  }
}
