package io.github.paenmf.job.command;

import io.github.paenmf.core.checkpoint.CheckpointException;
import io.github.paenmf.job.InterruptSignal;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparationPlan;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.prepare.ScaleRule;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.Tables;
import io.github.paenmf.spark.FitStoppedException;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfModel;
import io.github.paenmf.spark.PaeNmfSummary;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
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
      description =
          "number of parts, from 1 to the smaller side of the table; needed unless --initial-model"
              + " has it")
  private Integer rank;

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
    if (rank == null && options.initialModel() == null) {
      throw new UserError("--rank is missing: expected a number >= 1");
    }
    if (rank != null && rank < 1) {
      throw new UserError("--rank " + rank + ": expected a number >= 1");
    }
    if (options.initialModel() != null
        && !preparation.plan().equals(PreparationPlan.scaledBy(ScaleRule.NONE))) {
      throw new UserError(
          "--initial-model prepares rows as in its own fit: expected no --scale, --log1p,"
              + " --library-size, --missing, --min-occurrence or --most-variable beside it");
    }
  }

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    try (Destination destination =
        Destination.of(spark.sparkContext().hadoopConfiguration(), model, "--model", overwrite())) {
      return options.initialModel() == null
          ? fit(spark, destination)
          : goOn(spark, options.initialModel(), destination);
    }
  }

  private Map<String, Object> fit(SparkSession spark, Destination destination) throws IOException {
    Layout layout = input.layoutOr(Layout.ROWS);
    PreparationPlan plan = preparation.plan();
    try (Table table = Tables.read(spark, input.toReadOptions(layout, !plan.missing().isEmpty()))) {
      note(Wording.table(table));
      PreparedTable prepared = Preparation.fit(table, layout, plan, this::note);
      requireFactorisable(prepared, table.source());
      PaeNmf estimator = options.estimator(rank, seed());
      PaeNmfModel fitted = stoppable(estimator, () -> estimator.fit(prepared.rows()));
      return save(estimator, fitted, prepared, table, destination);
    }
  }

  private Map<String, Object> goOn(SparkSession spark, String initial, Destination destination)
      throws IOException {
    try (ModelInput rows = ModelInput.open(spark, initial, input, this::note)) {
      PaeNmfModel start = rows.saved().model();
      int parts = start.fitted().rank();
      if (rank != null && rank != parts) {
        throw new UserError(
            "--rank " + rank + ": expected " + parts + ", as --initial-model " + initial + " has");
      }
      PaeNmf estimator = options.estimator(parts, seed());
      PaeNmfModel fitted;
      try {
        fitted = stoppable(estimator, () -> estimator.fitFrom(start, rows.prepared().rows()));
      } catch (CheckpointException e) {
        throw e;
      } catch (IllegalArgumentException e) {
        throw new UserError("--initial-model " + initial + ": " + e.getMessage(), e);
      }
      return save(estimator, fitted, rows.prepared(), rows.table(), destination);
    }
  }

  private Map<String, Object> save(
      PaeNmf estimator,
      PaeNmfModel fitted,
      PreparedTable prepared,
      Table table,
      Destination destination)
      throws IOException {
    new SavedModel(prepared.stages(), fitted).save(table.rows(), destination);
    estimator.deleteCheckpoints();
    note(sentence(fitted.summary()));
    return Figures.of(fitted.summary());
  }

  /** Ctrl-C stops a fit that has a place to be saved in; any other ends at once. */
  private PaeNmfModel stoppable(PaeNmf estimator, Supplier<PaeNmfModel> fit) {
    if (!options.savesCheckpoints()) {
      return fit.get();
    }
    Runnable stop =
        () -> {
          note("stopping at the end of this round; Ctrl-C once more ends at once");
          estimator.requestStop();
        };
    InterruptSignal signal = InterruptSignal.caughtBy(stop);
    try {
      return fit.get();
    } catch (FitStoppedException e) {
      note("run the same command with --resume to go on");
      throw e;
    } finally {
      signal.close();
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
        summary.rank(),
        summary.negativeElbo(),
        summary.relativeError(),
        summary.noiseVariance(),
        summary.rounds(),
        summary.fitSeconds(),
        model);
  }
}
