package io.github.paenmf.job.fit;

import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfModel;
import io.github.paenmf.spark.PaeNmfSummary;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The estimator of this project. */
public final class PaeNmfFactorisation implements Factorisation {

  @Override
  public Fit fit(Dataset<Row> prepared, FitSettings settings) {
    PaeNmf estimator =
        new PaeNmf()
            .setFeaturesCol(Table.FEATURES)
            .setOutputCol("coefficients")
            .setScaleCol("scale")
            .setShapeCol("shape")
            .setLossCol("negativeElbo")
            .setRank(settings.rank())
            .setSeed(settings.seed());
    if (settings.maxIter() != null) {
      estimator.setMaxIter(settings.maxIter());
    }
    if (settings.initSteps() != null) {
      estimator.setInitSteps(settings.initSteps());
    }
    if (settings.tol() != null) {
      estimator.setTol(settings.tol());
    }
    if (settings.noiseVariance() != null) {
      estimator.setNoiseVariance(settings.noiseVariance());
    }
    if (settings.solver() != null) {
      estimator.setSolver(settings.solver());
    }
    if (settings.source() != null) {
      estimator.setSource(settings.source());
    }
    PaeNmfModel model = estimator.fit(prepared);
    PaeNmfSummary summary = model.summary();
    return new Fit(
        new Fitted(model),
        new FitReport(
            figures(summary),
            summary.rounds(),
            summary.passes(),
            summary.fitSeconds(),
            summary.partitions(),
            summary.source(),
            summary.backend()));
  }

  @Override
  public FittedModel of(Transformer stage) {
    return stage instanceof PaeNmfModel model ? new Fitted(model) : null;
  }

  private static Figures figures(PaeNmfSummary summary) {
    return new Figures(
        summary.n(),
        summary.m(),
        summary.rank(),
        summary.negativeElbo(),
        summary.objective(),
        summary.reconstruction(),
        summary.kl(),
        summary.relativeError(),
        summary.noiseVariance());
  }

  private record Fitted(PaeNmfModel model) implements FittedModel {

    @Override
    public Transformer stage() {
      return model;
    }

    @Override
    public int features() {
      return model.fitted().features();
    }

    @Override
    public int rank() {
      return model.getRank();
    }

    @Override
    public Matrix parts() {
      return model.components();
    }

    @Override
    public Figures evaluate(Dataset<Row> prepared) {
      return figures(model.evaluate(prepared));
    }
  }
}
