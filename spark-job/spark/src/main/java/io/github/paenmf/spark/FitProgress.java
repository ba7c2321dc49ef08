package io.github.paenmf.spark;

import io.github.paenmf.core.train.Phase;
import io.github.paenmf.core.train.RoundRecord;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingState;
import io.github.paenmf.spark.source.SourceChoice;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log how a fit goes on: phases, rounds, negativeElbo, time left. */
final class FitProgress implements TrainingListener {

  private static final Logger LOG = LoggerFactory.getLogger(PaeNmf.class);
  private static final int EVERY = 10;

  private final int planned;
  private final long start = System.nanoTime();
  private Phase phase = Phase.SUMMARY;

  /** Rounds that the last line told of. */
  private int told;

  FitProgress(TrainingParams params, SourceChoice.Chosen chosen) {
    planned = params.initSteps() + params.maxIter();
    LOG.info(
        String.format(
            Locale.ROOT,
            "fitting %d rows of %d features, %d non-zeros, %s blocks in %d partitions, %s (%s)",
            chosen.size().rows(),
            chosen.size().features(),
            chosen.size().nonZeros(),
            chosen.layout().sparse() ? "sparse" : "dense",
            chosen.layout().partitions(),
            chosen.source().name(),
            chosen.why()));
    LOG.info("on {}: {}", chosen.device().device(), chosen.device().why());
  }

  @Override
  public void onStep(TrainingState state) {
    List<RoundRecord> history = state.history();
    boolean entered = state.phase() != phase;
    phase = state.phase();
    boolean worthIt = entered || state.rounds() % EVERY == 1;
    if (history.isEmpty() || !worthIt || state.rounds() == told) {
      return;
    }
    told = state.rounds();
    RoundRecord last = history.get(history.size() - 1);
    double elapsed = (System.nanoTime() - start) / 1e9;
    double left = elapsed / state.rounds() * Math.max(0, planned - state.rounds());
    String elbo =
        Double.isFinite(last.negativeElbo())
            ? String.format(Locale.ROOT, ", negativeElbo %.3f", last.negativeElbo())
            : "";
    LOG.info(
        String.format(
            Locale.ROOT,
            "round %d of at most %d (%s): mean squared error %.4g%s, about %.0f s left",
            state.rounds(),
            planned,
            last.phase().name().toLowerCase(Locale.ROOT),
            last.meanSquaredError(),
            elbo,
            left));
  }

  @Override
  public void onNotice(String message) {
    LOG.warn(message);
  }

  void done(PaeNmfSummary summary) {
    LOG.info(
        String.format(
            Locale.ROOT,
            "fitted in %.2f s, %d rounds: negativeElbo %.3f, relative error %.4f, noise variance"
                + " %.4g",
            summary.fitSeconds(),
            summary.rounds(),
            summary.negativeElbo(),
            summary.relativeError(),
            summary.noiseVariance()));
  }
}
