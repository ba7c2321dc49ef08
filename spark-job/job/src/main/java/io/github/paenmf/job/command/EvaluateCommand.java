package io.github.paenmf.job.command;

import java.util.Map;
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

  @Override
  void checkOptions() {
    input.check();
  }

  @Override
  Map<String, Object> work(SparkSession spark) {
    try (ModelInput rows = ModelInput.open(spark, model, input, seed(), this::note)) {
      return Figures.of(rows.saved().model().evaluate(rows.prepared().rows()));
    }
  }
}
