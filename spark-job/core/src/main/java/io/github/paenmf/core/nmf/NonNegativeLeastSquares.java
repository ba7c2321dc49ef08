package io.github.paenmf.core.nmf;

/**
 * The coefficients of one row at given parts, to convergence: minimises h'Gh / 2 - p'h over h &gt;=
 * 0 with G = W_f'W_f and p = W_f'v, by block principal pivoting (Kim and Park, 2011): guess which
 * coefficients are above 0, solve for them, exchange those that break the conditions of the
 * optimum. Keeps work arrays; used by one thread at a time.
 */
public final class NonNegativeLeastSquares {

  /** Added to the diagonal, as a share of its mean: parts that are alike still have one answer. */
  private static final double RIDGE = 1e-9;

  /** A condition is broken when it is missed by more than this share of the largest value. */
  private static final double TOLERANCE = 1e-9;

  /** Exchanges of whole sets that may fail before one coefficient a time is exchanged. */
  private static final int PATIENCE = 3;

  private final int rank;
  private final double[] gram;
  private final boolean[] above;
  private final boolean[] broken;
  private final int[] chosen;
  private final double[] factor;
  private final double[] h;
  private final double[] slack;

  /**
   * A solver for given parts.
   *
   * @param gram W_f'W_f, r x r; not changed
   * @param rank r
   */
  public NonNegativeLeastSquares(double[] gram, int rank) {
    this.rank = rank;
    this.gram = gram.clone();
    double trace = 0;
    for (int j = 0; j < rank; j++) {
      trace += gram[j * rank + j];
    }
    // A part of zeros has a positive diagonal too, and with it the coefficient 0.
    double ridge = trace > 0 ? RIDGE * trace / rank : 1;
    for (int j = 0; j < rank; j++) {
      this.gram[j * rank + j] += ridge;
    }
    above = new boolean[rank];
    broken = new boolean[rank];
    chosen = new int[rank];
    factor = new double[rank * rank];
    h = new double[rank];
    slack = new double[rank];
  }

  /**
   * Solves.
   *
   * @param p W_f'v, r
   * @param into receives h, r
   */
  public void solve(double[] p, double[] into) {
    double largest = 0;
    for (int j = 0; j < rank; j++) {
      above[j] = p[j] > 0;
      largest = Math.max(largest, Math.abs(p[j]));
    }
    int fewest = rank + 1;
    int patience = PATIENCE;
    // Exchanging the last broken one alone can't cycle; the bound only guards against rounding.
    for (int i = 0; i < 100 * (rank + 10); i++) {
      solveChosen(p);
      int count = breaks(largest);
      if (count == 0) {
        break;
      }
      if (count < fewest) {
        fewest = count;
        patience = PATIENCE;
        exchange(0);
      } else if (patience > 0) {
        patience--;
        exchange(0);
      } else {
        int last = rank - 1;
        while (!broken[last]) {
          last--;
        }
        exchange(last);
      }
    }
    for (int j = 0; j < rank; j++) {
      into[j] = Math.max(0, h[j]);
    }
  }

  private void exchange(int from) {
    for (int j = from; j < rank; j++) {
      above[j] ^= broken[j];
    }
  }

  /**
   * Marks what breaks the conditions: a coefficient below 0, or one at 0 that would rather grow.
   */
  private int breaks(double largest) {
    double highest = 0;
    for (int j = 0; j < rank; j++) {
      highest = Math.max(highest, Math.abs(h[j]));
    }
    int count = 0;
    for (int j = 0; j < rank; j++) {
      broken[j] = above[j] ? h[j] < -TOLERANCE * highest : slack[j] < -TOLERANCE * largest;
      count += broken[j] ? 1 : 0;
    }
    return count;
  }

  /** The best h with the coefficients above 0 free and the others at 0, and the others' slack. */
  private void solveChosen(double[] p) {
    int count = 0;
    for (int j = 0; j < rank; j++) {
      h[j] = 0;
      if (above[j]) {
        chosen[count++] = j;
      }
    }
    factorise(count);
    for (int a = 0; a < count; a++) {
      double sum = p[chosen[a]];
      for (int b = 0; b < a; b++) {
        sum -= factor[a * rank + b] * slack[b];
      }
      slack[a] = sum / factor[a * rank + a];
    }
    for (int a = count - 1; a >= 0; a--) {
      double sum = slack[a];
      for (int b = a + 1; b < count; b++) {
        sum -= factor[b * rank + a] * h[chosen[b]];
      }
      h[chosen[a]] = sum / factor[a * rank + a];
    }
    for (int j = 0; j < rank; j++) {
      double sum = -p[j];
      if (!above[j]) {
        for (int a = 0; a < count; a++) {
          sum += gram[j * rank + chosen[a]] * h[chosen[a]];
        }
      }
      slack[j] = above[j] ? 0 : sum;
    }
  }

  /** Lower Cholesky factor of the chosen rows and columns. */
  private void factorise(int count) {
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = gram[chosen[a] * rank + chosen[b]];
        for (int l = 0; l < b; l++) {
          sum -= factor[a * rank + l] * factor[b * rank + l];
        }
        factor[a * rank + b] = a == b ? Math.sqrt(sum) : sum / factor[b * rank + b];
      }
    }
  }
}
