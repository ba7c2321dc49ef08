package io.github.paenmf.job.command;

import io.github.paenmf.job.demo.KnownParts;
import io.github.paenmf.job.demo.PartMatching;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparationPlan;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.prepare.ScaleRule;
import io.github.paenmf.job.report.ImageShape;
import io.github.paenmf.job.report.Report;
import io.github.paenmf.job.report.ReportSettings;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmfModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
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

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "folder for the report; a new temporary one when left out")
  private String report;

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    String folder = report;
    if (folder == null) {
      folder = Files.createTempDirectory("paenmf-demo-").resolve("report").toString();
    }
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    try (Destination page = Destination.of(configuration, folder, "--report", overwrite())) {
      Map<String, Object> result;
      if (model == null) {
        result = run(spark, null, page);
      } else {
        try (Destination saved = Destination.of(configuration, model, "--model", overwrite())) {
          result = run(spark, saved, page);
        }
      }
      note("report written: " + folder + "/" + Report.PAGE);
      result.put("report", folder);
      return result;
    }
  }

  private Map<String, Object> run(SparkSession spark, Destination destination, Destination page)
      throws IOException {
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
    SavedModel saved = new SavedModel(prepared.stages(), fitted);
    if (destination != null) {
      saved.save(table.rows(), destination);
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
    ReportSettings settings =
        ReportSettings.ofImages(
            "Pictures from six known parts",
            new ImageShape(KnownParts.SIDE, KnownParts.SIDE, false),
            seed());
    Report.make(saved, table, prepared, fitted.summary(), settings).write(page);
    Map<String, Object> result = Figures.of(fitted.summary());
    result.put("worstCosine", matching.worstCosine());
    return result;
  }
}
