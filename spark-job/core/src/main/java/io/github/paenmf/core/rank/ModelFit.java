package io.github.paenmf.core.rank;

import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.SummaryPass;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
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
 * @param rows n, each row counted with its weight
 * @param products X'M, r x m, M being the expected coefficients
 * @param secondMoments G = sum over rows of E[h h'], r x r: M'M with the variances on its diagonal
 * @param seconds that the fit took
 */
public record ModelFit(
    TrainingParams params,
    TrainingResult result,
    double rows,
    float[] products,
    double[] secondMoments,
    double seconds) {

  /** Fits a model to the rows. */
  static ModelFit of(StatisticsSource source, TrainingParams params, TrainingListener listener) {
    long start = System.nanoTime();
    TrainingResult result = new Trainer(params, listener).fit(source);
    double seconds = (System.nanoTime() - start) / 1e9;
    Weights weights = result.weights();
    double[] gram = Gram.of(weights.parts(), weights.rank(), weights.features());
    TrainStatistics moments =
        source.run(
            new TrainPass(
                weights,
                Gram.toFloat(gram),
                params.latent(),
                Reading.EXPECTED,
                params.seed(),
                0,
                params.klWeight(),
                false),
            "moments of the coefficients");
    double[] second = moments.hth.clone();
    for (int j = 0; j < weights.rank(); j++) {
      second[j * weights.rank() + j] += moments.variances[j];
    }
    double rows = source.run(new SummaryPass(source.features()), "summary").weight;
    return new ModelFit(params, result, rows, moments.xth, second, seconds);
  }
}
