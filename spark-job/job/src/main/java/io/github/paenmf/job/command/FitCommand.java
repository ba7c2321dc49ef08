package io.github.paenmf.job.command;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparationPlan;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.prepare.ScaleRule;
import io.github.paenmf.job.report.Report;
import io.github.paenmf.job.report.ReportSettings;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.Tables;
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
      required = true,
      description = "folder for the model")
  private String model;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "folder for a page with pictures of the model and the table, index.html")
  private String report;

  @Override
  void checkOptions() {
    input.check();
    preparation.check();
    options.check();
    reportOptions.check();
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
    if (report == null) {
      return run(spark, null);
    }
    try (Destination page =
        Destination.of(
            spark.sparkContext().hadoopConfiguration(), report, "--report", overwrite())) {
      return run(spark, page);
    }
  }

  /** With a page when there is a place for one. */
  private Map<String, Object> run(SparkSession spark, Destination page) throws IOException {
    try (Destination destination =
        Destination.of(spark.sparkContext().hadoopConfiguration(), model, "--model", overwrite())) {
      return options.initialModel() == null
          ? fit(spark, destination, page)
          : goOn(spark, options.initialModel(), destination, page);
    }
  }

  private Map<String, Object> fit(SparkSession spark, Destination destination, Destination page)
      throws IOException {
    Layout layout = input.layoutOr(Layout.ROWS);
    PreparationPlan plan = preparation.plan();
    try (Table table = Tables.read(spark, input.toReadOptions(layout, !plan.missing().isEmpty()))) {
      note(Wording.table(table));
      PreparedTable prepared = Preparation.fit(table, layout, plan, this::note);
      requireFactorisable(prepared, table.source());
      checkReport(spark, prepared);
      return save(
          options.estimator(rank, seed()).fit(prepared.rows()), prepared, table, destination, page);
    }
  }

  private Map<String, Object> goOn(
      SparkSession spark, String initial, Destination destination, Destination page)
      throws IOException {
    try (ModelInput rows = ModelInput.open(spark, initial, input, this::note)) {
      PaeNmfModel start = rows.saved().model();
      int parts = start.fitted().rank();
      if (rank != null && rank != parts) {
        throw new UserError(
            "--rank " + rank + ": expected " + parts + ", as --initial-model " + initial + " has");
      }
      checkReport(spark, rows.prepared());
      PaeNmfModel fitted;
      try {
        fitted = options.estimator(parts, seed()).fitFrom(start, rows.prepared().rows());
      } catch (IllegalArgumentException e) {
        throw new UserError("--initial-model " + initial + ": " + e.getMessage(), e);
      }
      return save(fitted, rows.prepared(), rows.table(), destination, page);
    }
  }

  private void checkReport(SparkSession spark, PreparedTable prepared) {
    if (report != null) {
      Report.check(spark, reportOptions.settings(seed()), prepared.features());
    }
  }

  private Map<String, Object> save(
      PaeNmfModel fitted,
      PreparedTable prepared,
      Table table,
      Destination destination,
      Destination page)
      throws IOException {
    SavedModel saved = new SavedModel(prepared.stages(), fitted);
    saved.save(table.rows(), destination);
    note(sentence(fitted.summary()));
    Map<String, Object> result = Figures.of(fitted.summary());
    if (page != null) {
      ReportSettings settings = reportOptions.settings(seed());
      Report.make(saved, table, prepared, fitted.summary(), settings).write(page);
      note("report written: " + report + "/" + Report.PAGE);
      result.put("report", report);
    }
    return result;
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
