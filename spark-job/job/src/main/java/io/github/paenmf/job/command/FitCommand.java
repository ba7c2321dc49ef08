package io.github.paenmf.job.command;

import io.github.paenmf.job.JobDescription;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparationPlan;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmfModel;
import io.github.paenmf.spark.PaeNmfSummary;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits a model to a table and saves it. */
@Command(name = "fit", description = "Fits a model to a table and saves it.")
final class FitCommand extends JobCommand {

  @Mixin private InputOptions input;

  @Mixin private PreparationOptions preparation;

  @Mixin private FitOptions options;

  @Option(
      names = "--rank",
      paramLabel = "R",
      required = true,
      description = "number of parts, from 1 to the smaller side of the table")
  private int rank;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "folder for the model")
  private String model;

  @Override
  void checkOptions() {
    input.check();
    preparation.check();
    options.check();
    if (rank < 1) {
      throw new UserError("--rank " + rank + ": expected a number >= 1");
    }
  }

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    try (Destination destination =
        Destination.of(spark.sparkContext().hadoopConfiguration(), model, "--model", overwrite())) {
      PreparationPlan plan = preparation.plan();
      try (Table table = input.read(spark, plan.missing(), seed(), this::note)) {
        PreparedTable prepared =
            JobDescription.during(
                spark, "preparing", () -> Preparation.fit(table, plan, this::note));
        requireFactorisable(prepared, table.source());
        PaeNmfModel fitted = options.estimator(rank, seed()).fit(prepared.rows());
        new SavedModel(prepared.stages(), fitted).save(table.rows(), destination);
        note(sentence(fitted.summary()));
        return Figures.of(fitted.summary());
      }
    }
  }

  private void requireFactorisable(PreparedTable table, String source) {
    if (table.points() < 2 || table.features() < 2) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s: %d data points with %d features, expected at least 2 of each (is it the other"
                  + " --layout?)",
              source,
              table.points(),
              table.features()));
    }
    long most = Math.min(table.points(), table.features());
    if (rank > most) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "--rank %d: %s has %d data points with %d features, expected a rank from 1 to %d",
              rank,
              source,
              table.points(),
              table.features(),
              most));
    }
  }

  private String sentence(PaeNmfSummary summary) {
    return String.format(
        Locale.ROOT,
        "fitted rank %d: negativeElbo %.4f a row, relative error %.4f, noise variance %.6g, %d"
            + " rounds in %.2f s; saved in %s",
        rank,
        summary.negativeElbo(),
        summary.relativeError(),
        summary.noiseVariance(),
        summary.rounds(),
        summary.fitSeconds(),
        model);
  }
}
