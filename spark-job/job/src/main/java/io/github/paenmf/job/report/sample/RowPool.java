package io.github.paenmf.job.report.sample;

import io.github.paenmf.core.fitted.RowPosterior;
import java.util.List;
import java.util.Map;

/**
 * The posteriors of some rows of a table, in an order that depends on their names alone.
 *
 * @param ids names
 * @param scale lambda, an array of r a row
 * @param shape k, likewise
 * @param negativeElbo of each row
 * @param annotations labels of the rows by the annotation's name; {@code null} where a row has none
 */
public record RowPool(
    List<String> ids,
    float[][] scale,
    float[][] shape,
    double[] negativeElbo,
    Map<String, List<String>> annotations) {

  private static final double LN_2 = Math.log(2);

  /** Number of rows. */
  public int size() {
    return ids.size();
  }

  /** Posterior medians lambda (ln 2)^(1/k) of a row. */
  public double[] medians(int row) {
    double[] medians = new double[scale[row].length];
    for (int j = 0; j < medians.length; j++) {
      medians[j] = scale[row][j] * Math.pow(LN_2, 1.0 / shape[row][j]);
    }
    return medians;
  }

  /** ln of the KL divergence between the posteriors of two rows, both ways added. */
  public double logDivergence(int row, int other) {
    return posterior(row).logSymmetricDivergence(posterior(other));
  }

  /** Mean over the latents of the overlap of the posteriors of two rows, from 0 to 1. */
  public double overlap(int row, int other) {
    return posterior(row).overlap(posterior(other));
  }

  private RowPosterior posterior(int row) {
    return new RowPosterior(scale[row], shape[row]);
  }
}
