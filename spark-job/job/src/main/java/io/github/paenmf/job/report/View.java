package io.github.paenmf.job.report;

import java.util.List;
import java.util.regex.Pattern;

/** How rows and parts are shown when they are no images. */
public enum View {
  /** Lines when the features' names are dates, values otherwise. */
  AUTO,
  /** Features have an order, as days have: a row is a line over them. */
  LINES,
  /** Features have none, as genes: values against values, and the features with most weight. */
  VALUES;

  private static final Pattern DATE =
      Pattern.compile("\\d{4}([-/.]?\\d{2}){1,2}([T ].*)?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}");

  /** LINES or VALUES for features of these names. */
  public View resolve(List<String> featureNames) {
    if (this != AUTO) {
      return this;
    }
    boolean dates =
        !featureNames.isEmpty()
            && featureNames.stream().allMatch(name -> DATE.matcher(name.trim()).matches());
    return dates ? LINES : VALUES;
  }
}
