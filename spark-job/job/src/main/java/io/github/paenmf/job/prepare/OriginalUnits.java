package io.github.paenmf.job.prepare;

import io.github.paenmf.core.prepare.DropMissing;
import io.github.paenmf.core.prepare.FillMissing;
import io.github.paenmf.core.prepare.RowStep;
import io.github.paenmf.core.prepare.RowValues;
import io.github.paenmf.core.prepare.SelectFeatures;
import io.github.paenmf.core.prepare.WayBack;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.prepare.ExogenousColumns;
import io.github.paenmf.spark.prepare.FeatureMatching;
import io.github.paenmf.spark.prepare.PreparationStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** The way of new rows back to the units of the table that a model was fitted on. */
public final class OriginalUnits {

  /** Column of the features as they were before the first step that changes a value. */
  public static final String BEFORE = "before_preparation";

  private final FeatureMatching matching;
  private final WayBack way;

  private OriginalUnits(FeatureMatching matching, WayBack way) {
    this.matching = matching;
    this.way = way;
  }

  /**
   * Through the stages of a model before its last.
   *
   * @param scaled whether rows are to stay in the model's units
   * @throws UserError when a stage has no way back
   */
  public static OriginalUnits of(List<Transformer> stages, boolean scaled) {
    FeatureMatching matching = null;
    List<RowStep> steps = new ArrayList<>();
    for (Transformer stage : stages) {
      if (stage instanceof FeatureMatching found) {
        matching = found;
      } else if (stage instanceof PreparationStep step) {
        steps.add(step.rowStep());
      } else if (!scaled && !(stage instanceof ExogenousColumns)) {
        throw new UserError(
            "the model's stage "
                + stage.uid()
                + " cannot be undone; give --scaled for rows in the units after it");
      }
    }
    return new OriginalUnits(matching, new WayBack(steps));
  }

  /** Whether there is a way back through all of these stages, those of a model before its last. */
  public static boolean reachable(List<Transformer> stages) {
    return stages.stream()
        .allMatch(stage -> stage instanceof FeatureMatching || stage instanceof PreparationStep);
  }

  /** Whether a step of these stages changes values, beside filling in missing ones. */
  public static boolean changed(List<Transformer> stages) {
    return stages.stream()
        .filter(PreparationStep.class::isInstance)
        .map(stage -> ((PreparationStep) stage).rowStep())
        .anyMatch(
            step ->
                !(step instanceof SelectFeatures
                    || step instanceof FillMissing
                    || step instanceof DropMissing));
  }

  /** The stages, and a copy of the features before the first that changes a value. */
  public static List<Transformer> keepingFeatures(List<Transformer> stages) {
    List<Transformer> more = new ArrayList<>(stages);
    int at = 0;
    while (at < more.size() && more.get(at) instanceof FeatureMatching) {
      at++;
    }
    more.add(
        at,
        new SQLTransformer()
            .setStatement("SELECT *, " + Table.FEATURES + " AS " + BEFORE + " FROM __THIS__"));
    return more;
  }

  /** Names of the features that the model reads; empty when they have none. */
  public List<String> names() {
    if (matching == null || matching.getNames().length == 0) {
      return List.of();
    }
    String[] all = matching.getNames();
    return Arrays.stream(way.features(all.length)).mapToObj(j -> all[j]).toList();
  }

  /** Steps that divided a point by a number of its own, which a wholly new row does not have. */
  public List<String> withoutFactor() {
    return way.withoutFactor();
  }

  /**
   * Features in the original units as an array of float.
   *
   * @param features in the model's units, a vector column
   * @param before the column of the rows that they are like, before preparation; null for none
   */
  public Column undo(Column features, Column before) {
    WayBack back = way;
    UDF2<Vector, Vector, float[]> undo =
        (row, like) -> narrow(back.undo(row.toArray(), like == null ? null : values(like)));
    return functions
        .udf(undo, DataTypes.createArrayType(DataTypes.FloatType, false))
        .apply(features, before == null ? functions.lit(null) : before);
  }

  /**
   * One row in the original units.
   *
   * @param row in the model's units
   * @param before the row that it is like, before preparation
   */
  public double[] undo(double[] row, Vector before) {
    return way.undo(row, values(before));
  }

  private static RowValues values(Vector vector) {
    return vector instanceof SparseVector sparse
        ? RowValues.sparse(sparse.size(), sparse.indices(), sparse.values())
        : RowValues.dense(vector.toArray());
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int j = 0; j < narrow.length; j++) {
      narrow[j] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, values[j]));
    }
    return narrow;
  }
}
