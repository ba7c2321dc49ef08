package io.github.paenmf.job.command;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.output.ResultFormat;
import io.github.paenmf.job.output.ResultWriter;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmfModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes coefficients, scale, shape and negativeElbo of every data point of a table. */
@Command(
    name = "transform",
    description =
        "Writes coefficients, scale, shape, negativeElbo and credible bounds of every data point.")
final class TransformCommand extends JobCommand {

  @Mixin private InputOptions input;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "folder of the model")
  private String model;

  @Option(
      names = "--output",
      paramLabel = "PATH",
      required = true,
      description = "folder for the result; one file when it ends in .csv or .json")
  private String output;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; by the path's ending when left out, else Parquet")
  private ResultFormat format;

  @Option(
      names = "--credible-level",
      paramLabel = "P",
      defaultValue = "0.95",
      description =
          "probability that a coefficient lies between its bounds lower and upper (default:"
              + " ${DEFAULT-VALUE})")
  private double credibleLevel;

  @Mixin private PartsOptions parts;

  @Override
  void checkOptions() {
    input.check();
    if (!(credibleLevel > 0 && credibleLevel < 1)) {
      throw new UserError("--credible-level " + credibleLevel + ": expected a number in (0, 1)");
    }
  }

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    ResultFormat chosen = format == null ? ResultFormat.ofPath(output) : format;
    try (Destination destination =
            Destination.of(
                spark.sparkContext().hadoopConfiguration(), output, "--output", overwrite());
        PartsOptions.Places partsPlaces =
            parts.open(spark.sparkContext().hadoopConfiguration(), overwrite());
        ModelInput rows = ModelInput.open(spark, model, input, seed(), this::note)) {
      PaeNmfModel fitted = rows.saved().model();
      Dataset<Row> transformed =
          fitted
              .copy(ParamMap.empty())
              .setLowerCol("lower")
              .setUpperCol("upper")
              .setCredibleLevel(credibleLevel)
              .transform(rows.prepared().rows());
      List<Column> columns = new ArrayList<>();
      columns.add(transformed.col(Table.ID));
      rows.table().kept().forEach(kept -> columns.add(transformed.col("`" + kept + "`")));
      List<String> before = Arrays.asList(rows.prepared().rows().columns());
      Arrays.stream(transformed.columns())
          .filter(column -> !before.contains(column))
          .forEach(column -> columns.add(transformed.col(column)));
      new ResultWriter(chosen, output, fitted.getRank())
          .write(transformed.select(columns.toArray(Column[]::new)), destination);
      partsPlaces.write(spark, fitted, rows.prepared().featureNames(), rows.table());
      note(rows.prepared().points() + " data points written to " + output);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("n", rows.prepared().points());
      result.put("m", rows.prepared().features());
      result.put("rank", fitted.getRank());
      result.put("output", output);
      result.put("format", chosen.sourceName());
      result.put("seconds", Figures.secondsSinceStart());
      return result;
    }
  }
}
