package io.github.paenmf.job.command;

import io.github.paenmf.job.demo.KnownParts;
import io.github.paenmf.job.demo.PartMatching;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparationPlan;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.prepare.ScaleRule;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmfModel;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A full run on a generated table whose parts are known. */
@Command(
    name = "demo",
    description = "Generates a table with known parts, fits it, and says how well they are found.")
final class DemoCommand extends JobCommand {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "folder for the model; not saved when left out")
  private String model;

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    if (model == null) {
      return run(spark, null);
    }
    try (Destination destination =
        Destination.of(spark.sparkContext().hadoopConfiguration(), model, "--model", overwrite())) {
      return run(spark, destination);
    }
  }

  private Map<String, Object> run(SparkSession spark, Destination destination) throws IOException {
    KnownParts known = KnownParts.generate(seed());
    Table table = known.table(spark);
    note(
        String.format(
            Locale.ROOT,
            "generated %d pictures of %d x %d pixels from %d known parts",
            table.points(),
            KnownParts.SIDE,
            KnownParts.SIDE,
            KnownParts.RANK));
    PreparedTable prepared =
        Preparation.fit(table, PreparationPlan.scaledBy(ScaleRule.MAX), this::note);
    PaeNmfModel fitted = new FitOptions().estimator(KnownParts.RANK, seed()).fit(prepared.rows());
    if (destination != null) {
      new SavedModel(prepared.stages(), fitted).save(table.rows(), destination);
    }
    PartMatching matching = PartMatching.of(known.parts(), fitted.components());
    for (int k = 0; k < KnownParts.RANK; k++) {
      note(
          String.format(
              Locale.ROOT,
              "known part %d is found as part %d, cosine %.4f",
              k + 1,
              matching.found(k) + 1,
              matching.cosine(k)));
    }
    Map<String, Object> result = Figures.of(fitted.summary());
    result.put("worstCosine", matching.worstCosine());
    return result;
  }
}
