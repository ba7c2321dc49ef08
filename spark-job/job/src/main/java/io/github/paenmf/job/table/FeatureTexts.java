package io.github.paenmf.job.table;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a file says of its features beside their names: descriptions of genes, symbols, types.
 *
 * @param columns what the texts are
 * @param byFeature one text a column, by the feature's name; {@code null} where there is none
 */
public record FeatureTexts(List<String> columns, Map<String, List<String>> byFeature)
    implements Serializable {

  /** Nothing is known. */
  public static FeatureTexts none() {
    return new FeatureTexts(List.of(), Map.of());
  }

  /** The text of a column; {@code null} where there is none. */
  public String of(String feature, int column) {
    List<String> texts = byFeature.get(feature);
    return texts == null || texts.size() <= column ? null : texts.get(column);
  }
}
