package io.github.paenmf.bench.study;

import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.EncoderFolding;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.EvaluateStatistics;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.RoundRecord;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingResult;
import io.github.paenmf.core.train.TrainingState;
import java.util.ArrayList;
import java.util.List;

/**
 * A fit and when each of its rounds was done.
 *
 * @param result of the fit
 * @param heldOut figures on the held-out rows, or null
 * @param times seconds from the start of the fit to the end of every recorded round
 * @param seconds of the whole fit
 * @param notices what the fit told its user
 */
record StudyFit(
    TrainingResult result,
    ObjectiveFigures heldOut,
    double[] times,
    double seconds,
    List<String> notices) {

  /** Fits. */
  static StudyFit of(StudyTable table, TrainingParams params) {
    return of(table, params, 0);
  }

  /** Fits in so many partitions, 0 for a number by size. */
  static StudyFit of(StudyTable table, TrainingParams params, int partitions) {
    try (InProcessSource source = StudyTable.source(table.train(), partitions)) {
      Clock clock = new Clock();
      TrainingResult result = new Trainer(params, clock).fit(source);
      double seconds = clock.seconds();
      return new StudyFit(
          result,
          table.test() == null ? null : judge(result, params, table.test()),
          clock.times.stream().mapToDouble(Double::doubleValue).toArray(),
          seconds,
          clock.notices);
    }
  }

  private static ObjectiveFigures judge(
      TrainingResult result, TrainingParams params, NumberTable rows) {
    Weights weights =
        result.whitening() == null
            ? result.weights()
            : EncoderFolding.fold(result.weights(), result.whitening());
    try (InProcessSource source = StudyTable.source(rows, 0)) {
      EvaluateStatistics sums =
          source.run(new EvaluatePass(weights, params.latent()), "held-out rows");
      return ObjectiveFigures.of(
          sums,
          Gram.of(weights.parts(), weights.rank(), weights.features()),
          weights.features(),
          weights.noiseVariance(),
          params.klWeight());
    }
  }

  /** Index in the history of the first round whose negativeElbo is at most this, or -1. */
  int reached(double negativeElbo) {
    List<RoundRecord> history = result.history();
    for (int i = 0; i < history.size(); i++) {
      if (history.get(i).negativeElbo() <= negativeElbo) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Mean over the parts of Hoyer's sparseness, (sqrt(m) - |w|_1 / |w|_2) / (sqrt(m) - 1): 0 for a
   * part that is the same everywhere, 1 for one of a single entry.
   */
  double sparseness() {
    Weights weights = result.weights();
    int features = weights.features();
    double root = Math.sqrt(features);
    double total = 0;
    for (int j = 0; j < weights.rank(); j++) {
      double sum = 0;
      double squares = 0;
      for (int t = j * features; t < (j + 1) * features; t++) {
        double w = weights.parts()[t];
        sum += w;
        squares += w * w;
      }
      total += squares > 0 ? (root - sum / Math.sqrt(squares)) / (root - 1) : 1;
    }
    return total / weights.rank();
  }

  /** Notes the time of every round. */
  private static final class Clock implements TrainingListener {
    private final long start = System.nanoTime();
    private final List<Double> times = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    private double seconds() {
      return (System.nanoTime() - start) * 1e-9;
    }

    @Override
    public void onStep(TrainingState state) {
      if (state.history().size() > times.size()) {
        times.add(seconds());
      }
    }

    @Override
    public void onNotice(String message) {
      notices.add(message);
    }
  }
}
