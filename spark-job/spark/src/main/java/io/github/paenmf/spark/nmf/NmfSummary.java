package io.github.paenmf.spark.nmf;

import io.github.paenmf.core.plain.NmfFigures;
import io.github.paenmf.core.plain.NmfRecord;
import java.io.Serializable;
import java.util.List;

/**
 * How well a model explains the rows it was fitted to, or was evaluated on.
 *
 * @param figures errors, in the units of the features column
 * @param history a line a round; empty for an evaluation
 * @param passes passes over the data
 * @param fitSeconds seconds from data cached to figures ready
 * @param partitions partitions of the blocks
 * @param source {@code in-process} or {@code distributed}
 * @param sourceReason why that source
 * @param backend the code that did the arithmetic
 * @param fingerprint content hash of the rows, independent of their order
 */
public record NmfSummary(
    NmfFigures figures,
    List<NmfRecord> history,
    int passes,
    double fitSeconds,
    int partitions,
    String source,
    String sourceReason,
    String backend,
    String fingerprint)
    implements Serializable {

  /** Copies the history. */
  public NmfSummary {
    history = List.copyOf(history);
  }

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

  /** Number of rounds. */
  public int rounds() {
    return history.size();
  }

  /** ||X - H W_f'|| / ||X||. */
  public double relativeError() {
    return figures.relativeError();
  }

  /** The relative error that every round found, in order. */
  public double[] relativeErrorHistory() {
    return history.stream().mapToDouble(NmfRecord::relativeError).toArray();
  }
}
