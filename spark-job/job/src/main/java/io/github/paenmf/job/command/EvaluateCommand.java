package io.github.paenmf.job.command;

import io.github.paenmf.job.JobDescription;
import io.github.paenmf.job.evaluation.FeatureErrors;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.output.ResultFormat;
import io.github.paenmf.job.output.ResultWriter;
import io.github.paenmf.job.prepare.PreparedTable;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the numbers of fit for other rows. */
@Command(name = "evaluate", description = "Prints the numbers of fit for given rows.")
final class EvaluateCommand extends JobCommand {

  @Mixin private InputOptions input;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "folder of the model")
  private String model;

  @Option(
      names = "--features-output",
      paramLabel = "PATH",
      description =
          "write the errors of each feature: mean, mean squared and relative error, share of the"
              + " variance explained; one file when it ends in .csv or .json, else Parquet")
  private String featuresOutput;

  @Override
  void checkOptions() {
    input.check();
  }

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    if (featuresOutput == null) {
      try (ModelInput rows = ModelInput.open(spark, model, input, seed(), this::note)) {
        return Figures.of(rows.saved().model().evaluate(rows.prepared().rows()));
      }
    }
    try (Destination destination =
            Destination.of(
                spark.sparkContext().hadoopConfiguration(),
                featuresOutput,
                "--features-output",
                overwrite());
        ModelInput rows = ModelInput.open(spark, model, input, seed(), this::note)) {
      PreparedTable prepared = rows.prepared();
      Map<String, Object> figures = Figures.of(rows.saved().model().evaluate(prepared.rows()));
      Dataset<Row> errors =
          JobDescription.during(
              spark,
              "errors of each feature",
              () ->
                  FeatureErrors.of(
                      spark, rows.saved().model(), prepared.rows(), prepared.featureNames()));
      new ResultWriter(ResultFormat.ofPath(featuresOutput), featuresOutput, 0)
          .write(errors, destination);
      note("errors of " + prepared.features() + " features written to " + featuresOutput);
      return figures;
    }
  }
}
