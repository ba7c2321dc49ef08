package io.github.paenmf.job.command;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.output.ResultFormat;
import io.github.paenmf.job.output.ResultWriter;
import io.github.paenmf.job.prepare.OriginalUnits;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.GenerateFrom;
import io.github.paenmf.spark.PaeNmfModel;
import io.github.paenmf.spark.data.FeatureNames;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws new data points from a model. */
@Command(
    name = "generate",
    description = "Draws new data points, in the units of the table that the model was fitted on.")
final class GenerateCommand extends JobCommand {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "folder of the model")
  private String model;

  @Option(
      names = "--count",
      paramLabel = "N",
      required = true,
      description = "number of new data points")
  private long count;

  @Option(
      names = "--output",
      paramLabel = "PATH",
      required = true,
      description = "folder for the new table; one file when it ends in .csv or .json")
  private String output;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; by the path's ending when left out, else Parquet")
  private ResultFormat format;

  @Option(
      names = "--from",
      paramLabel = "SOURCE",
      description =
          "aggregate: the posterior of a random training row that the model keeps; prior (default:"
              + " aggregate)")
  private GenerateFrom from;

  @Mixin private LikeOptions like;

  @Option(
      names = "--observation-noise",
      description = "add the model's Gaussian noise; values can then fall below 0")
  private boolean observationNoise;

  @Option(names = "--scaled", description = "leave the new points in the model's scaled units")
  private boolean scaled;

  @Override
  void checkOptions() {
    like.check();
    if (count < 1) {
      throw new UserError("--count " + count + ": expected a number >= 1");
    }
    if (like.path() != null && from != null) {
      throw new UserError(
          "--like " + like.path() + " and --from " + fromName() + " contradict each other");
    }
  }

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    ResultFormat chosen = format == null ? ResultFormat.ofPath(output) : format;
    try (Destination destination =
        Destination.of(
            spark.sparkContext().hadoopConfiguration(), output, "--output", overwrite())) {
      SavedModel saved = SavedModel.load(spark, model);
      OriginalUnits units = OriginalUnits.of(saved.preparation(), scaled);
      if (like.path() != null) {
        SavedModel keeping =
            new SavedModel(OriginalUnits.keepingFeatures(saved.preparation()), saved.model());
        try (ModelInput rows = ModelInput.open(spark, keeping, like, seed(), this::note)) {
          Dataset<Row> drawn =
              saved.model().generateLike(rows.prepared().rows(), count, seed(), observationNoise);
          Column id = functions.concat_ws("_", drawn.col(Table.ID), drawn.col("draw"));
          return write(
              drawn, id, drawn.col(OriginalUnits.BEFORE), units, chosen, destination, saved);
        }
      }
      requireKept(saved.model());
      Dataset<Row> drawn =
          saved
              .model()
              .generate(
                  count, seed(), from == null ? GenerateFrom.AGGREGATE : from, observationNoise);
      Column id = functions.concat(functions.lit("generated_"), drawn.col("id").plus(1));
      return write(drawn, id, null, units, chosen, destination, saved);
    }
  }

  private void requireKept(PaeNmfModel fitted) {
    if (from != GenerateFrom.PRIOR && fitted.posteriors().count() == 0) {
      throw new UserError(
          model
              + ": keeps no posteriors of training rows (--no-stored-rows); give --from prior, or"
              + " --like PATH with rows to be like");
    }
  }

  private Map<String, Object> write(
      Dataset<Row> drawn,
      Column id,
      Column before,
      OriginalUnits units,
      ResultFormat chosen,
      Destination destination,
      SavedModel saved)
      throws IOException {
    PaeNmfModel fitted = saved.model();
    Column features = drawn.col(fitted.getFeaturesCol());
    Column values =
        scaled
            ? org.apache.spark.ml.functions.vector_to_array(features, "float32")
            : units.undo(features, before);
    List<String> names = units.names();
    Dataset<Row> table =
        drawn.select(
            id.as(Table.ID),
            values.as(
                Table.FEATURES,
                FeatureNames.metadata(Table.FEATURES, names.toArray(String[]::new))));
    new ResultWriter(chosen, output, fitted.numFeatures()).writeTable(table, names, destination);
    String inUnits = units(units, before != null);
    note(count + " new data points written to " + output + ", in " + inUnits + " units");
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("n", count);
    result.put("m", fitted.numFeatures());
    result.put("rank", fitted.fitted().rank());
    result.put("from", like.path() == null ? fromName() : "like");
    result.put("units", inUnits);
    result.put("output", output);
    result.put("format", chosen.sourceName());
    result.put("seconds", Figures.secondsSinceStart());
    return result;
  }

  /** Says what could not be undone. */
  private String units(OriginalUnits units, boolean rowsBefore) {
    if (scaled) {
      return "scaled";
    }
    if (rowsBefore || units.withoutFactor().isEmpty()) {
      return "original";
    }
    String steps = String.join(" and ", units.withoutFactor());
    note(
        "each data point was divided by a number of its own ("
            + steps
            + "), which a new one does not have: the new points stay relative to it; --like gives"
            + " them that of the rows they are like");
    return "relative";
  }

  private String fromName() {
    GenerateFrom source = from == null ? GenerateFrom.AGGREGATE : from;
    return source.name().toLowerCase(Locale.ROOT);
  }
}
