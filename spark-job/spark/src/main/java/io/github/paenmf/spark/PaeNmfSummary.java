package io.github.paenmf.spark;

import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.train.RoundRecord;
import java.io.Serializable;
import java.util.List;

/**
 * The figures of a model on the rows it was fitted to, or was evaluated on: exact, per row, in nats
 * and in the units of the features column.
 *
 * @param figures exact figures
 * @param history a line a round; empty for an evaluation
 * @param rounds evaluations of statistics that training took
 * @param passes passes over the data
 * @param fitSeconds seconds from data cached to figures ready
 * @param partitions partitions of the blocks
 * @param source {@code in-process} or {@code distributed}
 * @param sourceReason why that source
 * @param device {@code cpu} or {@code gpu}
 * @param deviceReason why that device
 * @param backend the code that did the arithmetic
 * @param fingerprint content hash of the rows, independent of their order
 */
public record PaeNmfSummary(
    ObjectiveFigures figures,
    List<RoundRecord> history,
    int rounds,
    int passes,
    double fitSeconds,
    int partitions,
    String source,
    String sourceReason,
    String device,
    String deviceReason,
    String backend,
    String fingerprint)
    implements Serializable {

  /** Number of rows. */
  public long n() {
    return figures.rows();
  }

  /** Number of features. */
  public int m() {
    return figures.features();
  }

  /** Number of parts. */
  public int rank() {
    return figures.rank();
  }

  /** reconstruction + kl + (m/2) ln(2 pi sigma^2). */
  public double negativeElbo() {
    return figures.negativeElbo();
  }

  /** reconstruction + klWeight kl. */
  public double objective() {
    return figures.objective();
  }

  /** Expected squared error over twice the noise variance. */
  public double reconstruction() {
    return figures.reconstruction();
  }

  /** Divergence of the posterior from the prior. */
  public double kl() {
    return figures.kl();
  }

  /** Error of the median reconstruction relative to the norm of the table. */
  public double relativeError() {
    return figures.relativeError();
  }

  /** sigma^2. */
  public double noiseVariance() {
    return figures.noiseVariance();
  }

  /** The exact negativeElbo of every round that worked it out, in order. */
  public double[] negativeElboHistory() {
    return history.stream()
        .mapToDouble(RoundRecord::negativeElbo)
        .filter(Double::isFinite)
        .toArray();
  }
}
