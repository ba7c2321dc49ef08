package io.github.paenmf.spark.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.paenmf.core.prepare.RowStep;
import io.github.paenmf.core.prepare.RowSteps;
import java.io.Serializable;
import java.util.Map;
import scala.runtime.AbstractFunction1;

/** Steps of preparation as the JSON that a stage keeps. */
final class StepJson extends AbstractFunction1<String, Object> implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  static String write(RowStep step) {
    try {
      return JSON.writeValueAsString(step.describe());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a step's description must be plain values", e);
    }
  }

  /**
   * Reads a step.
   *
   * @throws IllegalArgumentException when the text is not JSON or describes no step
   */
  static RowStep read(String text) {
    try {
      return RowSteps.of(JSON.readValue(text, new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Whether {@link #read} takes the text. */
  @Override
  public Object apply(String text) {
    try {
      read(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
