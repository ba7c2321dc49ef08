package io.github.paenmf.job.command;

import io.github.paenmf.job.JobDescription;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.evaluation.FeatureErrors;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.output.ResultFormat;
import io.github.paenmf.job.output.ResultWriter;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfModel;
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

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "what the pass is computed on: auto, cpu, gpu (default: ${DEFAULT-VALUE})")
  private String device;

  @Override
  void checkOptions() {
    input.check();
    PaeNmf known = new PaeNmf();
    if (!(Boolean) known.device().isValid().apply(device)) {
      throw new UserError("--device " + device + ": expected " + known.device().doc());
    }
  }

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    if (featuresOutput == null) {
      try (ModelInput rows = ModelInput.open(spark, model, input, seed(), this::note)) {
        return Figures.of(judge(rows).evaluate(rows.prepared().rows()));
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
      Map<String, Object> figures = Figures.of(judge(rows).evaluate(prepared.rows()));
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

  private PaeNmfModel judge(ModelInput rows) {
    return rows.saved().model().setDevice(device);
  }
}
