package io.github.paenmf.core.rank;

import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.EvaluateStatistics;
import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingResult;

/**
 * A fitted model with the moments of its coefficients.
 *
 * @param params of the fit
 * @param result of the fit
 * @param moments of the latents over the rows, as the model's own encoder gives them
 * @param seconds that the fit took
 */
public record ModelFit(
    TrainingParams params, TrainingResult result, EvaluateStatistics moments, double seconds) {

  /** Fits a model to the rows. */
  static ModelFit of(StatisticsSource source, TrainingParams params, TrainingListener listener) {
    long start = System.nanoTime();
    TrainingResult result = new Trainer(params, listener).fit(source);
    double seconds = (System.nanoTime() - start) / 1e9;
    EvaluateStatistics moments =
        source.run(
            EvaluatePass.of(result.weights(), result.whitening(), params.latent()),
            "moments of the coefficients");
    return new ModelFit(params, result, moments, seconds);
  }

  /** G = sum over rows of E[h h'], r x r: M'M with the variances on its diagonal. */
  double[] secondMoments() {
    double[] g = moments.meanGram.clone();
    int rank = moments.variances.length;
    for (int j = 0; j < rank; j++) {
      g[j * rank + j] += moments.variances[j];
    }
    return g;
  }
}
