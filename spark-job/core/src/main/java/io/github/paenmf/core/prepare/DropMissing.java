package io.github.paenmf.core.prepare;

import java.util.Map;

/** Drops every data point that has a missing value. */
public record DropMissing() implements RowStep {

  static final String KIND = "drop-missing";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean keeps(RowValues row) {
    return !row.hasMissing();
  }

  @Override
  public RowValues apply(RowValues row) {
    return row;
  }

  @Override
  public RowValues undo(RowValues after, RowValues before) {
    return after;
  }

  @Override
  public Map<String, Object> describe() {
    return Map.of("kind", KIND);
  }
}
