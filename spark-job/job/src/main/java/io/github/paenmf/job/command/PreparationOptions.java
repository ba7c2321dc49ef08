package io.github.paenmf.job.command;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.prepare.MissingRule;
import io.github.paenmf.job.prepare.PreparationPlan;
import io.github.paenmf.job.prepare.ScaleRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is done to a table before it is fitted; saved with the model. */
final class PreparationOptions {

  @Option(
      names = "--scale",
      paramLabel = "RULE",
      converter = ScaleConverter.class,
      defaultValue = "none",
      description =
          "divide by: none, max, row-max, row-mean, column-max, column-mean; rows and columns of"
              + " the file as it stands (default: ${DEFAULT-VALUE})")
  private ScaleRule scale;

  @Option(names = "--log1p", description = "take ln(1 + v) before scaling")
  private boolean log1p;

  @Option(
      names = "--library-size",
      paramLabel = "X",
      description = "make the values of every data point sum to X, as 10000 for single cells")
  private Double librarySize;

  @Option(
      names = "--missing",
      paramLabel = "RULE",
      split = ",",
      converter = MissingConverter.class,
      description =
          "what happens to missing values, one after the other: forward-fill (along the features),"
              + " drop-rows (data points), drop-features, zero; an error when left out")
  private List<MissingRule> missing = List.of();

  @Option(
      names = "--min-occurrence",
      paramLabel = "N",
      description = "keep features that at least N data points have above 0")
  private int minOccurrence;

  @Option(
      names = "--most-variable",
      paramLabel = "N",
      description = "keep the N features with the largest variance (after log1p)")
  private int mostVariable;

  void check() {
    if (librarySize != null && !(librarySize > 0 && librarySize < Double.POSITIVE_INFINITY)) {
      throw new UserError("--library-size " + librarySize + ": expected a number > 0");
    }
    if (minOccurrence < 0) {
      throw new UserError("--min-occurrence " + minOccurrence + ": expected a number >= 0");
    }
    if (mostVariable < 0) {
      throw new UserError("--most-variable " + mostVariable + ": expected a number >= 0");
    }
  }

  PreparationPlan plan() {
    return new PreparationPlan(missing, minOccurrence, librarySize, log1p, mostVariable, scale);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (optionName(constant).equals(text)) {
        return constant;
      }
    }
    throw new TypeConversionException(
        "expected one of "
            + String.join(
                ", ",
                Arrays.stream(type.getEnumConstants()).map(PreparationOptions::optionName).toList())
            + " but was '"
            + text
            + "'");
  }

  private static String optionName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads row-max and the like. */
  static final class ScaleConverter implements ITypeConverter<ScaleRule> {
    @Override
    public ScaleRule convert(String value) {
      return constant(ScaleRule.class, value);
    }
  }

  /** Reads forward-fill and the like. */
  static final class MissingConverter implements ITypeConverter<MissingRule> {
    @Override
    public MissingRule convert(String value) {
      return constant(MissingRule.class, value);
    }
  }
}
