package io.github.paenmf.core.rank;

/** One measure of how far restarts agree. */
public final class Stability implements Criterion {

  /** What is measured. */
  public enum Measure {
    /** Correlation of the consensus with its own dendrogram. */
    COPHENETIC,
    /** Mean of 4 (c - 1/2)^2. */
    DISPERSION,
    /** Share of pairs that are neither mostly together nor mostly apart. */
    AMBIGUOUS
  }

  private final Measure measure;
  private final ConsensusRuns runs;

  /** A measure over runs, which several measures may share. */
  public Stability(Measure measure, ConsensusRuns runs) {
    this.measure = measure;
    this.runs = runs;
  }

  @Override
  public String name() {
    return switch (measure) {
      case COPHENETIC -> "consensus";
      case DISPERSION -> "dispersion";
      case AMBIGUOUS -> "pac";
    };
  }

  @Override
  public String unit() {
    return switch (measure) {
      case COPHENETIC -> "cophenetic correlation";
      case DISPERSION -> "dispersion";
      case AMBIGUOUS -> "share of ambiguous pairs";
    };
  }

  @Override
  public boolean lowerIsBetter() {
    return measure == Measure.AMBIGUOUS;
  }

  /** One part puts all rows into one cluster and says nothing. */
  @Override
  public Score at(Candidate candidate) {
    if (candidate.rank() < 2) {
      return Score.none();
    }
    Consensus consensus = runs.at(candidate);
    return Score.exact(
        switch (measure) {
          case COPHENETIC -> consensus.cophenetic();
          case DISPERSION -> consensus.dispersion();
          case AMBIGUOUS -> consensus.ambiguous();
        });
  }
}
