package io.github.paenmf.job.command;

import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.report.Report;
import io.github.paenmf.job.report.ReportSettings;
import io.github.paenmf.job.report.figure.Figure;
import io.github.paenmf.spark.PaeNmfSummary;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a page with pictures of a model and of rows that it reads. */
@Command(
    name = "report",
    description = "Writes one HTML page with pictures of a model and of a table that it reads.")
final class ReportCommand extends JobCommand {

  @Mixin private InputOptions input;

  @Mixin private ReportOptions options;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "folder of the model")
  private String model;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "folder for the page, index.html")
  private String output;

  @Override
  void checkOptions() {
    input.check();
    options.check();
  }

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    ReportSettings settings = options.settings(seed());
    try (Destination destination =
            Destination.of(
                spark.sparkContext().hadoopConfiguration(), output, "--output", overwrite());
        ModelInput rows = ModelInput.open(spark, model, input, seed(), this::note)) {
      Report.check(spark, settings, rows.prepared().features());
      PaeNmfSummary evaluation = rows.saved().model().evaluate(rows.prepared().rows());
      Report report =
          Report.make(rows.saved(), rows.table(), rows.prepared(), evaluation, settings);
      report.write(destination);
      note("report written: " + output + "/" + Report.PAGE);
      Map<String, Object> result = Figures.of(evaluation);
      result.put("output", output);
      result.put("figures", report.figures().stream().map(Figure::id).toList());
      return result;
    }
  }
}
