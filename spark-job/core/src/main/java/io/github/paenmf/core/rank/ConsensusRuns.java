package io.github.paenmf.core.rank;

import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.block.RowShare;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.train.NmfRound;
import io.github.paenmf.core.train.StatisticsSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Restarts of plain NMF from random parts, and the consensus of the clusters they find. Rows beyond
 * a number are left out of the comparison, not of the fits. Each rank is run once, whatever is
 * asked about it.
 */
public final class ConsensusRuns {

  /** Rows compared at most: pairs grow with the square. */
  private static final int MOST_ROWS = 1500;

  private static final int ROUNDS = 100;

  private final int restarts;
  private final long seed;
  private final Map<Integer, Consensus> known = new ConcurrentHashMap<>();

  /**
   * Runs.
   *
   * @param restarts at least 2
   * @param seed of the starts
   * @throws IllegalArgumentException for a single restart, which always agrees with itself
   */
  public ConsensusRuns(int restarts, long seed) {
    if (restarts < 2) {
      throw new IllegalArgumentException(
          "restarts is %d, expected at least 2: a single run always agrees with itself"
              .formatted(restarts));
    }
    this.restarts = restarts;
    this.seed = seed;
  }

  Consensus at(Candidate candidate) {
    return known.computeIfAbsent(candidate.rank(), rank -> run(candidate));
  }

  private Consensus run(Candidate candidate) {
    int rank = candidate.rank();
    double share = Math.min(1, (double) MOST_ROWS / candidate.rows().rows());
    RowShare compared = share < 1 ? new RowShare(seed, 0, share, true) : RowShare.ALL;
    int[][] clusters = new int[restarts][];
    try (StatisticsSource all = candidate.rows().view(BlockSelection.ALL);
        StatisticsSource some = candidate.rows().view(BlockSelection.of(compared))) {
      for (int restart = 0; restart < restarts; restart++) {
        float[] start = random(rank * all.features(), seed + restart);
        PlainFactors plain = PlainFactors.fit(all, start, rank, ROUNDS);
        clusters[restart] = clusters(some, plain);
      }
    }
    return Consensus.of(clusters);
  }

  private static int[] clusters(StatisticsSource rows, PlainFactors plain) {
    int rank = plain.rank();
    double[] gram = Gram.of(plain.parts(), rank, plain.features());
    double[] norms = new double[rank];
    for (int j = 0; j < rank; j++) {
      norms[j] = Math.sqrt(gram[j * rank + j]);
    }
    NmfRound round = new NmfRound(plain.parts(), rank, plain.features());
    return rows.run(
            new AssignmentPass(round.pass(PlainFactors.COEFFICIENT_SWEEPS, 0), norms),
            "clusters of rows")
        .parts();
  }

  private static float[] random(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }
}
