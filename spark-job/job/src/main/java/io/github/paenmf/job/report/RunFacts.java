package io.github.paenmf.job.report;

import io.github.paenmf.job.Main;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.report.draw.Numbers;
import io.github.paenmf.job.report.page.Facts;
import io.github.paenmf.spark.PaeNmfSummary;
import io.github.paenmf.spark.prepare.FeatureMatching;
import io.github.paenmf.spark.prepare.PreparationStep;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;

/** What a run can be told apart by: its data, its params, what ran it. */
final class RunFacts {

  private RunFacts() {}

  static List<Facts> of(
      SavedModel saved,
      PreparedTable prepared,
      PaeNmfSummary evaluation,
      String table,
      String sparkVersion) {
    return List.of(
        figures("On these rows", evaluation)
            .with("table", table)
            .with("fingerprint of the rows", evaluation.fingerprint())
            .with("preparation", preparation(prepared.stages())),
        fit(saved.model().summary()),
        params(saved),
        versions(saved.model().summary(), sparkVersion));
  }

  private static Facts figures(String heading, PaeNmfSummary summary) {
    return Facts.of(heading)
        .with("rows", Numbers.count(summary.n()))
        .with("features", Numbers.count(summary.m()))
        .with("negativeElbo", Numbers.significant(summary.negativeElbo(), 6))
        .with("objective", Numbers.significant(summary.objective(), 6))
        .with("reconstruction", Numbers.significant(summary.reconstruction(), 6))
        .with("kl", Numbers.significant(summary.kl(), 6))
        .with("relative error", Numbers.text(summary.relativeError()))
        .with("noise variance", Numbers.text(summary.noiseVariance()))
        .with("dead parts", summary.figures().deadParts())
        .with("collapsed parts", summary.figures().collapsedParts());
  }

  private static Facts fit(PaeNmfSummary summary) {
    return Facts.of("The fit")
        .with("rows", Numbers.count(summary.n()))
        .with("fingerprint of the rows", summary.fingerprint())
        .with("negativeElbo", Numbers.significant(summary.negativeElbo(), 6))
        .with("relative error", Numbers.text(summary.relativeError()))
        .with("rounds", summary.rounds())
        .with("passes over the data", summary.passes())
        .with("seconds", Numbers.significant(summary.fitSeconds(), 3))
        .with("source", summary.source())
        .with("partitions", summary.partitions());
  }

  /** Params of the model without the names of its columns. */
  private static Facts params(SavedModel saved) {
    Facts facts = Facts.of("Params");
    for (Param<?> param : saved.model().params()) {
      if (!param.name().endsWith("Col") && saved.model().isDefined(param)) {
        Object value = saved.model().getOrDefault(param);
        facts.with(param.name(), value instanceof Double d ? Numbers.text(d) : value);
      }
    }
    return facts;
  }

  private static Facts versions(PaeNmfSummary summary, String sparkVersion) {
    String own = Main.class.getPackage().getImplementationVersion();
    return Facts.of("What ran")
        .with("arithmetic of the fit", summary.backend())
        .with("PAE-NMF", own == null ? "unpackaged" : own)
        .with("Spark", sparkVersion)
        .with("Java", System.getProperty("java.version"))
        .with("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }

  private static String preparation(List<Transformer> stages) {
    List<String> steps = new ArrayList<>();
    for (Transformer stage : stages) {
      if (stage instanceof PreparationStep step) {
        steps.add(step.rowStep().kind());
      } else if (!(stage instanceof FeatureMatching)) {
        steps.add(stage.getClass().getSimpleName());
      }
    }
    return steps.isEmpty() ? "none" : String.join(", ", steps);
  }
}
