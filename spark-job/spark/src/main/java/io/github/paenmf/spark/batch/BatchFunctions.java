package io.github.paenmf.spark.batch;

import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.expressions.UserDefinedFunction;

/**
 * The functions of one row that have a twin for several rows, by their names in a plan. A function
 * keeps its {@link ScoredVectors}, so that a name is forgotten when no plan has the function.
 */
public final class BatchFunctions {

  private static final ConcurrentHashMap<String, WeakReference<ScoredVectors>> BY_NAME =
      new ConcurrentHashMap<>();

  private BatchFunctions() {}

  /**
   * The function under a name that says what it does for several rows.
   *
   * @param function of the features alone, which must refer to {@code vectors}
   * @param vectors what it does
   */
  public static UserDefinedFunction named(UserDefinedFunction function, ScoredVectors vectors) {
    BY_NAME.values().removeIf(known -> known.get() == null);
    String name = "paenmf_" + UUID.randomUUID().toString().replace("-", "");
    BY_NAME.put(name, new WeakReference<>(vectors));
    return function.withName(name);
  }

  static Optional<ScoredVectors> of(ScalaUDF function) {
    if (function.udfName().isEmpty() || function.children().size() != 1) {
      return Optional.empty();
    }
    WeakReference<ScoredVectors> known = BY_NAME.get(function.udfName().get());
    return known == null ? Optional.empty() : Optional.ofNullable(known.get());
  }
}
