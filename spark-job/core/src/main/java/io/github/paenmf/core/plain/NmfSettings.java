package io.github.paenmf.core.plain;

import io.github.paenmf.core.train.PartsUpdate;
import java.io.Serializable;

/**
 * What a fit of plain NMF is told.
 *
 * @param rank r, number of parts, at least 1
 * @param maxIter most rounds, each one pass over the data, at least 0
 * @param tol the fit ends when the relative error falls by less than this share of itself in 10
 *     rounds; 0 runs all rounds
 * @param seed of the range finder and of a random start
 * @param start where the parts start
 * @param solver what turns a round's sums into better parts
 */
public record NmfSettings(
    int rank, int maxIter, double tol, long seed, PartsStart start, PartsUpdate solver)
    implements Serializable {

  /**
   * Checks the domains.
   *
   * @throws IllegalArgumentException when one is out of its domain
   */
  public NmfSettings {
    require(rank >= 1, "rank", rank, "at least 1");
    require(maxIter >= 0, "maxIter", maxIter, "at least 0");
    require(tol >= 0, "tol", tol, "at least 0");
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("%s is %s, expected %s".formatted(name, value, expected));
    }
  }
}
