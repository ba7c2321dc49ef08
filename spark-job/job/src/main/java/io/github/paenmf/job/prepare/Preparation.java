package io.github.paenmf.job.prepare;

import io.github.paenmf.core.prepare.DropMissing;
import io.github.paenmf.core.prepare.FillMissing;
import io.github.paenmf.core.prepare.LibrarySize;
import io.github.paenmf.core.prepare.Log1p;
import io.github.paenmf.core.prepare.RowStep;
import io.github.paenmf.core.prepare.SelectFeatures;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.prepare.ExogenousColumns;
import io.github.paenmf.spark.prepare.FeatureMatching;
import io.github.paenmf.spark.prepare.FeatureSelection;
import io.github.paenmf.spark.prepare.PreparationStep;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Prepares a table: fits each stage in turn or repeats fitted ones, and says what was dropped. */
public final class Preparation {

  private final Consumer<String> notes;
  private final List<Transformer> stages = new ArrayList<>();
  private final String source;
  private final boolean mayMiss;
  private Dataset<Row> rows;
  private List<String> names;
  private long points;
  private int features;

  private Preparation(Table table, boolean mayMiss, Consumer<String> notes) {
    this.notes = notes;
    this.source = table.source();
    this.mayMiss = mayMiss;
    this.rows = table.rows();
    this.names = table.featureNames();
    this.points = table.points();
    this.features = table.features();
  }

  /**
   * Fits the stages that the plan asks for.
   *
   * @param notes told what was dropped
   * @throws UserError when nothing is left, or values are still missing
   */
  public static PreparedTable fit(Table table, PreparationPlan plan, Consumer<String> notes) {
    Layout layout = table.layout();
    Preparation preparation = new Preparation(table, !plan.missing().isEmpty(), notes);
    preparation.stages.add(
        FeatureMatching.of(
                table.featureNames().toArray(String[]::new), table.features(), layout.optionName())
            .setCells(
                table.cells().duplicates().optionName(),
                table.cells().absentMissing(),
                table.cells().columns().toArray(String[]::new))
            .setNameColumn(table.cells().nameColumn()));
    preparation.fitMissing(layout, plan.missing());
    if (plan.minOccurrence() > 0) {
      preparation.select(
          new FeatureSelection().setMinOccurrence(plan.minOccurrence()),
          "above 0 in fewer than " + plan.minOccurrence() + " data points");
    }
    if (plan.librarySize() != null) {
      preparation.apply(PreparationStep.of(new LibrarySize(plan.librarySize())));
    }
    if (plan.log1p()) {
      preparation.apply(PreparationStep.of(new Log1p()));
    }
    if (plan.mostVariable() > 0) {
      preparation.select(
          new FeatureSelection().setMostVariable(plan.mostVariable()),
          "not among the " + plan.mostVariable() + " most variable");
    }
    plan.scale()
        .stage(layout)
        .ifPresent(scaling -> preparation.apply(scaling.fit(preparation.rows)));
    return preparation.finished();
  }

  /**
   * Repeats fitted stages on another table.
   *
   * @param fitted the stages of a model before its last
   * @throws UserError when the table's features are not those of the model
   */
  public static PreparedTable repeat(
      Table table, List<Transformer> fitted, Consumer<String> notes) {
    Preparation preparation = new Preparation(table, mayMiss(fitted), notes);
    for (Transformer stage : fitted) {
      if (stage instanceof FeatureMatching matching) {
        preparation.match(matching);
      } else if (stage instanceof PreparationStep step) {
        preparation.apply(step);
      } else if (stage instanceof ExogenousColumns extra) {
        preparation.rows = ExogenousInputs.add(preparation.rows, extra, table.source());
        preparation.stages.add(extra);
      } else {
        preparation.rows = stage.transform(preparation.rows);
        preparation.stages.add(stage);
      }
    }
    return preparation.finished();
  }

  /** Whether tables may have missing values when they are prepared by these stages. */
  public static boolean mayMiss(List<Transformer> fitted) {
    return fitted.stream()
        .anyMatch(
            stage ->
                stage instanceof PreparationStep step
                    && (step.rowStep() instanceof FillMissing
                        || step.rowStep() instanceof DropMissing));
  }

  private void fitMissing(Layout layout, List<MissingRule> rules) {
    for (MissingRule rule : rules) {
      switch (rule) {
        case FORWARD_FILL -> {
          if (layout == Layout.ROWS) {
            throw new UserError(
                "--missing forward-fill goes along the features, so the dates must be features:"
                    + " give --layout columns when the rows of the file are dates");
          }
          fill(FillMissing.Rule.FORWARD);
        }
        case ZERO -> fill(FillMissing.Rule.ZERO);
        case DROP_ROWS -> apply(PreparationStep.of(new DropMissing()));
        case DROP_FEATURES -> select(new FeatureSelection().setComplete(true), "missing values");
      }
    }
  }

  private void fill(FillMissing.Rule rule) {
    Missing before = missing();
    apply(PreparationStep.of(new FillMissing(rule)));
    if (before.values() > 0) {
      Missing after = missing();
      notes.accept(
          String.format(
              Locale.ROOT,
              "%d missing values in %d data points: %d filled (%s), %d left in %d data points",
              before.values(),
              before.points(),
              before.values() - after.values(),
              rule == FillMissing.Rule.ZERO ? "zero" : "forward",
              after.values(),
              after.points()));
    }
  }

  /** Missing values, and data points that have one. */
  private record Missing(long values, long points) implements Serializable {

    Missing plus(Missing other) {
      return new Missing(values + other.values, points + other.points);
    }
  }

  private Missing missing() {
    return rows.select(Table.FEATURES)
        .javaRDD()
        .map(row -> missing(row.<Vector>getAs(0)))
        .fold(new Missing(0, 0), Missing::plus);
  }

  private static Missing missing(Vector vector) {
    double[] values =
        vector instanceof SparseVector sparse ? sparse.values() : ((DenseVector) vector).values();
    long missing = 0;
    for (double v : values) {
      missing += Double.isNaN(v) ? 1 : 0;
    }
    return new Missing(missing, missing > 0 ? 1 : 0);
  }

  private void match(FeatureMatching matching) {
    String[] found = names.toArray(String[]::new);
    boolean byName = found.length > 0 && matching.getNames().length > 0;
    if (!byName && features != matching.getSize()) {
      throw new UserError(
          source
              + ": has "
              + features
              + " features, expected the model's "
              + matching.getSize()
              + (points == matching.getSize() ? " (is it the other --layout?)" : ""));
    }
    FeatureMatching.Plan plan;
    try {
      plan = matching.plan(found);
    } catch (IllegalArgumentException e) {
      throw new UserError(source + ": " + e.getMessage(), e);
    }
    if (!plan.extra().isEmpty()) {
      notes.accept(
          plan.extra().size()
              + " features that the model does not know are left out: "
              + FeatureMatching.some(plan.extra()));
    }
    rows = matching.transform(rows, found);
    if (byName) {
      names = List.of(matching.getNames());
    }
    features = matching.getSize();
    stages.add(matching);
  }

  private void select(FeatureSelection selection, String reason) {
    apply(selection.fit(rows), reason);
  }

  private void apply(PreparationStep stage) {
    apply(stage, "as in the fit");
  }

  private void apply(PreparationStep stage, String reason) {
    RowStep step = stage.rowStep();
    rows = stage.transform(rows);
    stages.add(stage);
    if (step instanceof SelectFeatures selection) {
      int dropped = features - selection.kept().length;
      if (dropped > 0) {
        notes.accept(dropped + " of " + features + " features dropped (" + reason + ")");
      }
      features = selection.kept().length;
      if (features == 0) {
        throw new UserError(source + ": no feature is left after preparation");
      }
      List<String> all = names;
      names = all.isEmpty() ? all : Arrays.stream(selection.kept()).mapToObj(all::get).toList();
    } else if (step instanceof DropMissing) {
      long left = rows.count();
      if (left < points) {
        notes.accept(points - left + " of " + points + " data points dropped (missing values)");
      }
      if (left == 0) {
        throw new UserError(source + ": no data point is left after preparation");
      }
      points = left;
    }
  }

  private PreparedTable finished() {
    if (mayMiss) {
      Missing missing = missing();
      if (missing.points() > 0) {
        throw new UserError(
            source
                + ": "
                + missing.points()
                + " of "
                + points
                + " data points still have missing values after --missing; add a rule such as"
                + " zero or drop-rows");
      }
    }
    return new PreparedTable(rows, names, points, features, List.copyOf(stages));
  }
}
