package io.github.paenmf.job.command;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.fit.FitSettings;
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
      description = "stop when negativeElbo changes relatively less; 0 runs every round")
  private Double tol;

  @Option(
      names = "--noise-variance",
      paramLabel = "X",
      description = "fixed error variance in scaled units (default: learned)")
  private Double noiseVariance;

  @Option(names = "--solver", paramLabel = "NAME", description = "how weights are trained")
  private String solver;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "where a round is computed: auto, in-process, distributed (default: auto)")
  private String source;

  void check() {
    require(maxIter == null || maxIter >= 0, "--max-iter " + maxIter, "a number >= 0");
    require(initSteps == null || initSteps >= 0, "--init-steps " + initSteps, "a number >= 0");
    require(tol == null || (tol >= 0 && tol < 1), "--tol " + tol, "a number in [0, 1)");
    require(
        noiseVariance == null || (noiseVariance > 0 && noiseVariance < Double.POSITIVE_INFINITY),
        "--noise-variance " + noiseVariance,
        "a number > 0");
  }

  private static void require(boolean holds, String option, String expected) {
    if (!holds) {
      throw new UserError(option + ": expected " + expected);
    }
  }

  FitSettings settings(int rank, long seed) {
    return new FitSettings(rank, maxIter, initSteps, tol, seed, noiseVariance, solver, source);
  }
}
