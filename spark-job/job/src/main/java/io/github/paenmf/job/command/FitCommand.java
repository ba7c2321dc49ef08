package io.github.paenmf.job.command;

import io.github.paenmf.core.checkpoint.CheckpointException;
import io.github.paenmf.job.InterruptSignal;
import io.github.paenmf.job.JobDescription;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.plan.DryRun;
import io.github.paenmf.job.prepare.ExogenousInputs;
import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparationPlan;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.prepare.ScaleRule;
import io.github.paenmf.job.report.Report;
import io.github.paenmf.job.report.ReportSettings;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.FitStoppedException;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfModel;
import io.github.paenmf.spark.PaeNmfSummary;
import io.github.paenmf.spark.prepare.ExogenousColumns;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
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

  @Mixin private ContinuationOptions continuation;

  @Mixin private ReportOptions reportOptions;

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
      description = "folder for the model; needed unless --dry-run")
  private String model;

  @Mixin private PartsOptions parts;

  @Option(
      names = "--no-stored-rows",
      description =
          "keep no posteriors of training rows in the model (generate then has no aggregate)")
  private boolean noStoredRows;

  @Option(
      names = "--exogenous",
      paramLabel = "NAME",
      split = ",",
      description =
          "columns of --keep or --annotations whose numbers, of any sign, the encoder reads beside"
              + " the row; the parts do not make them")
  private List<String> exogenous = List.of();

  @Option(
      names = "--dry-run",
      description =
          "read, check and prepare the table and print what the fit would take, without doing it")
  private boolean dryRun;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "folder for a page with pictures of the model and the table, index.html")
  private String report;

  /** Where results go, looked at before any work is done for them; the page may be null. */
  private record Outputs(Destination model, PartsOptions.Places parts, Destination page) {}

  @Override
  void checkOptions() {
    input.check();
    preparation.check();
    options.check();
    continuation.check();
    reportOptions.check();
    if (report == null && !reportOptions.given().isEmpty()) {
      throw new UserError(
          String.join(", ", reportOptions.given())
              + ": how a report looks, but none is written; expected --report DIR beside it");
    }
    if (rank == null && continuation.initialModel() == null) {
      throw new UserError("--rank is missing: expected a number >= 1");
    }
    if (rank != null && rank < 1) {
      throw new UserError("--rank " + rank + ": expected a number >= 1");
    }
    if (model == null && !dryRun) {
      throw new UserError("--model DIR is missing: where shall the model be saved?");
    }
    if (continuation.initialModel() != null && !exogenous.isEmpty()) {
      throw new UserError(
          "--initial-model reads the extra inputs of its own fit: expected no --exogenous beside"
              + " it");
    }
    if (continuation.initialModel() != null
        && !preparation.plan().equals(PreparationPlan.scaledBy(ScaleRule.NONE))) {
      throw new UserError(
          "--initial-model prepares rows as in its own fit: expected no --scale, --log1p,"
              + " --library-size, --missing, --min-occurrence or --most-variable beside it");
    }
  }

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    if (dryRun) {
      return plan(spark);
    }
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    try (Destination page =
            report == null ? null : Destination.of(configuration, report, "--report", overwrite());
        Destination destination = Destination.of(configuration, model, "--model", overwrite());
        PartsOptions.Places places = parts.open(configuration, overwrite())) {
      Outputs outputs = new Outputs(destination, places, page);
      return continuation.initialModel() == null
          ? fit(spark, outputs)
          : goOn(spark, continuation.initialModel(), outputs);
    }
  }

  private Map<String, Object> plan(SparkSession spark) {
    if (continuation.initialModel() != null) {
      throw new UserError("--dry-run and --initial-model contradict each other");
    }
    try (Table table = input.read(spark, preparation.plan().missing(), seed(), this::note)) {
      DryRun plan = DryRun.of(spark, prepared(spark, table), estimator(rank));
      plan.sentences().forEach(this::note);
      return plan.fields();
    }
  }

  private Map<String, Object> fit(SparkSession spark, Outputs outputs) throws IOException {
    try (Table table = input.read(spark, preparation.plan().missing(), seed(), this::note)) {
      PreparedTable prepared = prepared(spark, table);
      checkReport(spark, prepared);
      PaeNmf estimator = estimator(rank);
      PaeNmfModel fitted = stoppable(estimator, () -> estimator.fit(prepared.rows()));
      return save(spark, estimator, fitted, prepared, table, outputs);
    }
  }

  private PreparedTable prepared(SparkSession spark, Table table) {
    PreparedTable prepared =
        JobDescription.during(
            spark,
            "preparing " + table.source(),
            () -> Preparation.fit(table, preparation.plan(), this::note));
    requireFactorisable(prepared, table.source());
    return exogenous.isEmpty() ? prepared : ExogenousInputs.of(prepared, table.source(), exogenous);
  }

  private Map<String, Object> goOn(SparkSession spark, String initial, Outputs outputs)
      throws IOException {
    try (ModelInput rows = ModelInput.open(spark, initial, input, seed(), this::note)) {
      PaeNmfModel start = rows.saved().model();
      int fixed = start.fitted().rank();
      if (rank != null && rank != fixed) {
        throw new UserError(
            "--rank " + rank + ": expected " + fixed + ", as --initial-model " + initial + " has");
      }
      checkReport(spark, rows.prepared());
      PaeNmf estimator = estimator(fixed).setExogenousCol(start.getExogenousCol());
      PaeNmfModel fitted;
      try {
        fitted = stoppable(estimator, () -> estimator.fitFrom(start, rows.prepared().rows()));
      } catch (CheckpointException e) {
        throw e;
      } catch (IllegalArgumentException e) {
        throw new UserError("--initial-model " + initial + ": " + e.getMessage(), e);
      }
      return save(spark, estimator, fitted, rows.prepared(), rows.table(), outputs);
    }
  }

  private PaeNmf estimator(int ofRank) {
    PaeNmf estimator = continuation.applyTo(options.estimator(ofRank, seed()));
    if (noStoredRows) {
      estimator.setStoredRows(0);
    }
    return exogenous.isEmpty()
        ? estimator
        : estimator.setExogenousCol(new ExogenousColumns().getOutputCol());
  }

  private void checkReport(SparkSession spark, PreparedTable prepared) {
    if (report != null) {
      Report.check(spark, reportOptions.settings(seed()), prepared.features());
    }
  }

  private Map<String, Object> save(
      SparkSession spark,
      PaeNmf estimator,
      PaeNmfModel fitted,
      PreparedTable prepared,
      Table table,
      Outputs outputs)
      throws IOException {
    SavedModel saved = new SavedModel(prepared.stages(), fitted);
    saved.save(table.rows(), outputs.model());
    outputs.parts().write(spark, fitted, prepared.featureNames(), table);
    estimator.deleteCheckpoints();
    note(sentence(fitted.summary()));
    Map<String, Object> result = Figures.of(fitted.summary());
    if (report != null) {
      ReportSettings settings = reportOptions.settings(seed());
      Report.make(saved, table, prepared, fitted.summary(), settings).write(outputs.page());
      note("report written: " + report + "/" + Report.PAGE);
      result.put("report", report);
    }
    return result;
  }

  /** Ctrl-C stops a fit that has a place to be saved in; any other ends at once. */
  private PaeNmfModel stoppable(PaeNmf estimator, Supplier<PaeNmfModel> fit) {
    if (!continuation.savesCheckpoints()) {
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
