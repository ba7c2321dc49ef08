package io.github.paenmf.core.rank;

import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.block.RowShare;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.nmf.HalsParts;
import io.github.paenmf.core.pass.NmfStatistics;
import io.github.paenmf.core.pass.SummaryPass;
import io.github.paenmf.core.train.NmfRound;
import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Bi-cross-validation (Owen and Perry, 2009): rows and features are cut into folds; each block of a
 * row fold and a feature fold is held out in turn. Plain NMF is fitted to the rows and features
 * outside both; the held-out rows get their coefficients from the features that are left and the
 * held-out features their parts from the rows that are left, by non-negative least squares; the two
 * predict the block. The value is the squared error of all predictions relative to the squared
 * values, its error that of the mean over blocks.
 */
public final class HeldOutError implements Criterion {

  private static final int COEFFICIENT_SWEEPS = 30;
  private static final int PART_SWEEPS = 100;

  /** Rounds from the singular vectors; then on to the end. */
  private static final int START_ROUNDS = 10;

  private final int folds;
  private final int rounds;
  private final long seed;

  /**
   * With this many folds of the rows, and as many of the features.
   *
   * @param folds at least 2
   * @param rounds of plain NMF a fit, at most
   * @param seed of the folds
   */
  public HeldOutError(int folds, int rounds, long seed) {
    if (folds < 2) {
      throw new IllegalArgumentException("folds is %d, expected at least 2".formatted(folds));
    }
    this.folds = folds;
    this.rounds = rounds;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "held-out";
  }

  @Override
  public String unit() {
    return "relative squared error";
  }

  @Override
  public boolean lowerIsBetter() {
    return true;
  }

  @Override
  public Score at(Candidate candidate) {
    int features = candidate.rows().features();
    int[] featureFold = featureFolds(features);
    double[] errors = new double[folds * folds];
    double[] norms = new double[folds * folds];
    for (int row = 0; row < folds; row++) {
      RowShare held = RowShare.fold(row, folds, seed);
      for (int column = 0; column < folds; column++) {
        boolean[] hidden = new boolean[features];
        boolean[] left = new boolean[features];
        for (int t = 0; t < features; t++) {
          hidden[t] = featureFold[t] == column;
          left[t] = !hidden[t];
        }
        float[] parts = fit(candidate, new BlockSelection(held.complement(), hidden));
        if (parts == null) {
          return Score.none();
        }
        int block = row * folds + column;
        norms[block] = squaredNorm(candidate.rows(), new BlockSelection(held, left));
        errors[block] = norms[block] + gain(candidate, held, hidden, parts);
      }
    }
    double total = Arrays.stream(norms).sum();
    if (!(total > 0)) {
      return Score.none();
    }
    return score(errors, total);
  }

  private static Score score(double[] errors, double total) {
    double sum = Arrays.stream(errors).sum();
    double mean = sum / errors.length;
    double squares = 0;
    for (double error : errors) {
      squares += (error - mean) * (error - mean);
    }
    double deviation = Math.sqrt(squares / (errors.length - 1));
    return new Score(sum / total, deviation * Math.sqrt(errors.length) / total);
  }

  /** The fold of each feature: as equal in number as can be, in random order. */
  private int[] featureFolds(int features) {
    int[] fold = new int[features];
    for (int t = 0; t < features; t++) {
      fold[t] = t % folds;
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int t = features - 1; t > 0; t--) {
      int other = random.nextInt(t + 1);
      int swap = fold[t];
      fold[t] = fold[other];
      fold[other] = swap;
    }
    return fold;
  }

  /** Parts of plain NMF on what is left, 0 at hidden features; null when too little is left. */
  private float[] fit(Candidate candidate, BlockSelection selection) {
    long visible = 0;
    for (boolean hide : selection.hidden()) {
      visible += hide ? 0 : 1;
    }
    try (StatisticsSource rows = candidate.rows().view(selection)) {
      if (candidate.rank() > Math.min(visible, rows.rows())
          || rows.rows() == candidate.rows().rows()) {
        return null;
      }
      TrainingParams params =
          TrainingParams.builder(candidate.rank())
              .maxIter(0)
              .initSteps(START_ROUNDS)
              .seed(seed)
              .build();
      float[] start = new Trainer(params, TrainingListener.SILENT).fit(rows).weights().parts();
      return PlainFactors.fit(rows, start, candidate.rank(), rounds).parts();
    }
  }

  private static double squaredNorm(StatisticsSource rows, BlockSelection selection) {
    try (StatisticsSource view = rows.view(selection)) {
      return view.run(new SummaryPass(view.features()), "held-out values").squaredNorm;
    }
  }

  /** ||A - H W'||^2 - ||A||^2 over the held-out block A. */
  private static double gain(Candidate candidate, RowShare held, boolean[] hidden, float[] parts) {
    int rank = candidate.rank();
    int features = hidden.length;
    NmfRound round = new NmfRound(parts, rank, features);
    NmfStatistics left;
    try (StatisticsSource rows = candidate.rows().view(BlockSelection.of(held.complement()))) {
      left = rows.run(round.pass(COEFFICIENT_SWEEPS, 0), "parts of held-out features");
    }
    // The rows' coefficients come from the visible features alone: the parts are 0 elsewhere.
    float[] all = HalsParts.update(parts, left.xth, left.hth, null, rank, features, PART_SWEEPS);
    NmfStatistics block;
    try (StatisticsSource rows = candidate.rows().view(BlockSelection.of(held))) {
      block = rows.run(round.pass(COEFFICIENT_SWEEPS, 0), "coefficients of held-out rows");
    }
    double product = 0;
    float[] predicted = new float[all.length];
    for (int j = 0; j < rank; j++) {
      for (int t = 0; t < features; t++) {
        if (hidden[t]) {
          int at = j * features + t;
          predicted[at] = all[at];
          product += (double) block.xth[at] * all[at];
        }
      }
    }
    return Gram.inner(block.hth, Gram.of(predicted, rank, features)) - 2 * product;
  }
}
