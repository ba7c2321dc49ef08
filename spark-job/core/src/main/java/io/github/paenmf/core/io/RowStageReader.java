package io.github.paenmf.core.io;

import io.github.paenmf.core.prepare.RowStep;
import io.github.paenmf.core.prepare.RowSteps;
import io.github.paenmf.core.prepare.RowValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Repeats this project's own stages of preparation: a fitted step, kept as JSON, and the matching
 * of features by name, of which a row of plain values only has the number. Extra inputs are given
 * beside the row, so the stage that gathers them leaves it alone.
 */
final class RowStageReader implements PreparationReader {

  private static final String STAGES = "io.github.paenmf.spark.prepare.";
  private static final String STEP = STAGES + "PreparationStep";
  private static final String MATCHING = STAGES + "FeatureMatching";
  private static final String EXOGENOUS = STAGES + "ExogenousColumns";

  @Override
  public Optional<RowPreparation> read(PreparationStage stage) {
    return switch (stage.className()) {
      case STEP -> Optional.of(new Step(column(stage), step(stage)));
      case MATCHING -> Optional.of(new Matching(column(stage), size(stage)));
      case EXOGENOUS -> Optional.of(row -> row);
      default -> Optional.empty();
    };
  }

  private static String column(PreparationStage stage) {
    return param(stage, "featuresCol", String.class);
  }

  private static int size(PreparationStage stage) {
    long size = param(stage, "size", Long.class);
    if (size < 1 || size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "stage %s: 'size' is %d, expected a number of features".formatted(stage.uid(), size));
    }
    return (int) size;
  }

  private static RowStep step(PreparationStage stage) {
    byte[] json = param(stage, "step", String.class).getBytes(StandardCharsets.UTF_8);
    try {
      String name = "stage " + stage.uid();
      Map<String, Object> fields =
          PlainValues.object(
              Json.plain(Json.parseObject(new ByteArrayInputStream(json), name).node(), name));
      return RowSteps.of(fields);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static <T> T param(PreparationStage stage, String name, Class<T> type) {
    Object value = stage.params().get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "stage %s: '%s' is %s, expected a %s"
              .formatted(stage.uid(), name, value, type.getSimpleName()));
    }
    return type.cast(value);
  }

  /** A fitted step. */
  private record Step(String column, RowStep step) implements RowPreparation {
    @Override
    public double[] apply(double[] row) {
      RowValues values = RowValues.dense(row);
      if (!step.keeps(values)) {
        throw new IllegalArgumentException(
            "the row is dropped by the preparation step " + step.kind());
      }
      return step.apply(values).toDense();
    }
  }

  /** The features of the fit, in its order. */
  private record Matching(String column, int size) implements RowPreparation {
    @Override
    public double[] apply(double[] row) {
      if (row.length != size) {
        throw new IllegalArgumentException(
            "a row has %d values, the model was fitted on %d features, in that order"
                .formatted(row.length, size));
      }
      return row;
    }
  }
}
