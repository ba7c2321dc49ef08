package io.github.paenmf.core.train;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import java.io.Serializable;

/**
 * Everything a fit is told. Made by {@link #builder(int)}; the builder's initial values are the
 * defaults.
 *
 * @param rank r, number of parts
 * @param maxIter most training rounds
 * @param initSteps warm-start rounds
 * @param tol training ends early when the exact negativeElbo gains less than {@code tol * m} nats a
 *     row in 5 rounds; 0 runs the whole schedule
 * @param seed of the noise and of the range finder
 * @param noiseVariance sigma^2, or NaN when it is to be learned
 * @param klWeight beta
 * @param latent activations, floors, clamps and prior
 * @param reading how training reads h
 * @param solver how a round's statistics become the next weights
 * @param lineSearch how long a step of gradient descent is
 * @param partsUpdate how plain NMF, and solvers that leave the parts to it, update them
 * @param init where training starts
 * @param stepSize step of the solver at the start of its schedule; 0 for the solver's own
 * @param partSweeps sweeps over W_f a round
 * @param coefficientSweeps sweeps over a row's coefficients in a warm-start round
 */
public record TrainingParams(
    int rank,
    int maxIter,
    int initSteps,
    double tol,
    long seed,
    double noiseVariance,
    double klWeight,
    LatentSpec latent,
    Reading reading,
    SolverKind solver,
    LineSearch lineSearch,
    PartsUpdate partsUpdate,
    InitMode init,
    double stepSize,
    int partSweeps,
    int coefficientSweeps)
    implements Serializable {

  /** Whether sigma^2 is learned. */
  public boolean learnsNoise() {
    return Double.isNaN(noiseVariance);
  }

  /**
   * Whether the encoder is trained on the rows themselves rather than on whitened scores: gradient
   * descent from a random start, as the paper trains.
   */
  public boolean readsRows() {
    return solver == SolverKind.GRADIENT_DESCENT && init == InitMode.RANDOM;
  }

  /** Defaults for a model of {@code rank} parts. */
  public static Builder builder(int rank) {
    return new Builder(rank);
  }

  /** Collects the params that differ from their defaults. */
  public static final class Builder {
    private final int rank;
    private int maxIter = 100;
    private int initSteps = 30;
    private double tol;
    private long seed = 1;
    private double noiseVariance = Double.NaN;
    private double klWeight = 1;
    private LatentSpec latent = LatentSpec.recommended(1, 1);
    private Reading reading = Reading.EXPECTED;
    private SolverKind solver = SolverKind.NEWTON;
    private LineSearch lineSearch = LineSearch.FIXED;
    private PartsUpdate partsUpdate = PartsUpdate.HALS;
    private InitMode init = InitMode.NMF;
    private double stepSize;
    private int partSweeps = 10;
    private int coefficientSweeps = 10;

    private Builder(int rank) {
      this.rank = rank;
    }

    /** Most training rounds. */
    public Builder maxIter(int value) {
      maxIter = value;
      return this;
    }

    /** Warm-start rounds. */
    public Builder initSteps(int value) {
      initSteps = value;
      return this;
    }

    /** Tolerance in nats a row and feature. */
    public Builder tol(double value) {
      tol = value;
      return this;
    }

    /** Seed. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Fixed noise variance, NaN to learn it. */
    public Builder noiseVariance(double value) {
      noiseVariance = value;
      return this;
    }

    /** Weight of the Kullback-Leibler term. */
    public Builder klWeight(double value) {
      klWeight = value;
      return this;
    }

    /** Activations, floors, clamps and prior. */
    public Builder latent(LatentSpec value) {
      latent = value;
      return this;
    }

    /** How training reads h. */
    public Builder reading(Reading value) {
      reading = value;
      return this;
    }

    /** Solver. */
    public Builder solver(SolverKind value) {
      solver = value;
      return this;
    }

    /** Length of gradient descent's steps. */
    public Builder lineSearch(LineSearch value) {
      lineSearch = value;
      return this;
    }

    /** Update of the parts. */
    public Builder partsUpdate(PartsUpdate value) {
      partsUpdate = value;
      return this;
    }

    /** Start. */
    public Builder init(InitMode value) {
      init = value;
      return this;
    }

    /** Step of the solver. */
    public Builder stepSize(double value) {
      stepSize = value;
      return this;
    }

    /** Sweeps over W_f a round. */
    public Builder partSweeps(int value) {
      partSweeps = value;
      return this;
    }

    /** Sweeps over a row's coefficients a warm-start round. */
    public Builder coefficientSweeps(int value) {
      coefficientSweeps = value;
      return this;
    }

    /**
     * The params.
     *
     * @throws IllegalArgumentException when one is out of its domain
     */
    public TrainingParams build() {
      require(rank >= 1, "rank", rank, "at least 1");
      require(maxIter >= 0, "maxIter", maxIter, "at least 0");
      require(initSteps >= 0, "initSteps", initSteps, "at least 0");
      require(tol >= 0, "tol", tol, "at least 0");
      require(
          Double.isNaN(noiseVariance) || noiseVariance > 0,
          "noiseVariance",
          noiseVariance,
          "above 0");
      require(klWeight >= 0, "klWeight", klWeight, "at least 0");
      require(stepSize >= 0, "stepSize", stepSize, "at least 0");
      require(
          solver != SolverKind.NEWTON || reading == Reading.EXPECTED,
          "sampling",
          reading,
          "EXPECTED: the Newton solver trains the exact objective");
      require(
          lineSearch == LineSearch.FIXED || solver == SolverKind.GRADIENT_DESCENT,
          "lineSearch",
          lineSearch,
          "FIXED: only gradient descent has a choice");
      boolean searches = solver == SolverKind.LBFGS || lineSearch == LineSearch.BACKTRACKING;
      require(
          !searches || reading != Reading.RANDOM,
          "sampling",
          reading,
          "EXPECTED or MEDIAN: a line search compares values of one objective");
      require(partSweeps >= 1, "partSweeps", partSweeps, "at least 1");
      require(coefficientSweeps >= 1, "coefficientSweeps", coefficientSweeps, "at least 1");
      return new TrainingParams(
          rank,
          maxIter,
          initSteps,
          tol,
          seed,
          noiseVariance,
          klWeight,
          latent,
          reading,
          solver,
          lineSearch,
          partsUpdate,
          init,
          stepSize,
          partSweeps,
          coefficientSweeps);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
      if (!holds) {
        throw new IllegalArgumentException(
            "%s is %s, expected %s".formatted(name, value, expected));
      }
    }
  }
}
