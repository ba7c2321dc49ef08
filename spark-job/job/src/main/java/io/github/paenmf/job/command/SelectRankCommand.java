package io.github.paenmf.job.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.paenmf.core.rank.Curve;
import io.github.paenmf.core.rank.RankTable;
import io.github.paenmf.core.rank.RankTableJson;
import io.github.paenmf.core.rank.Ranks;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.rank.RankFiles;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.RankSelectorModel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries ranks on a table and says which one to take, and how sure that is. */
@Command(
    name = "select-rank",
    description = "Tries ranks on a table and chooses one; writes the curves of all criteria.")
final class SelectRankCommand extends JobCommand {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private InputOptions input;

  @Mixin private PreparationOptions preparation;

  @Mixin private RankOptions ranks;

  @Mixin private FitOptions options;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "folder for the table of ranks: ranks.json, ranks.csv and ranks.svg")
  private String output;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "folder for the model of the rank chosen, as fit saves it at that rank")
  private String model;

  @Override
  void checkOptions() {
    input.check();
    preparation.check();
    ranks.check();
    options.check();
  }

  @Override
  Map<String, Object> work(SparkSession spark) throws IOException {
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    try (Destination destination = Destination.of(configuration, output, "--output", overwrite());
        Destination place =
            model == null ? null : Destination.of(configuration, model, "--model", overwrite())) {
      try (Table table = input.read(spark, preparation.plan().missing(), seed(), this::note)) {
        PreparedTable prepared = Preparation.fit(table, preparation.plan(), this::note);
        requireRanks(prepared, table.source());
        RankSelectorModel selected =
            ranks.selector(options.estimator(1, seed()), seed()).fit(prepared.rows());
        RankTable found = selected.table();
        if (place != null) {
          new SavedModel(prepared.stages(), selected.bestModel()).save(table.rows(), place);
        }
        RankFiles.write(found, destination);
        destination.commit();
        found.curves().forEach(curve -> note(sentence(curve, found.tolerance())));
        note(found.confidence());
        note("the table is in " + output);
        Map<String, Object> result = result(found);
        if (place != null) {
          note("the model of rank " + found.rank() + " is in " + model);
          result.put("model", model);
        }
        return result;
      }
    }
  }

  private void requireRanks(PreparedTable table, String source) {
    long most = Math.min(table.points(), table.features());
    List<Integer> tried = ranks.ranks();
    int largest = tried.get(tried.size() - 1);
    if (largest > most) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "--ranks up to %d: %s has %d data points with %d features, expected ranks from 1 to"
                  + " %d",
              largest,
              source,
              table.points(),
              table.features(),
              most));
    }
  }

  private static String sentence(Curve curve, double tolerance) {
    return curve.isKnown()
        ? String.format(
            Locale.ROOT,
            "%-18s rank %d; within %s of the curve's height: %s",
            curve.criterion(),
            curve.best(),
            percent(tolerance),
            Ranks.text(curve.flat(tolerance)))
        : curve.criterion() + ": none of the ranks could be judged";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3g %%", 100 * share);
  }

  private static Map<String, Object> result(RankTable found) {
    ObjectNode json = RankTableJson.of(found);
    Map<String, Object> result = new LinkedHashMap<>();
    for (String name : List.of("rank", "criterion", "confidence", "table")) {
      result.put(name, JSON.convertValue(json.get(name), Object.class));
    }
    result.put("seconds", Figures.secondsSinceStart());
    return result;
  }
}
