package io.github.paenmf.core.train;

import io.github.paenmf.core.nmf.HalsParts;
import io.github.paenmf.core.nmf.MultiplicativeParts;

/** How the parts W_f follow from X'H and H'H. */
public enum PartsUpdate {
  /** Hierarchical alternating least squares: each part is solved exactly, one after the other. */
  HALS(HalsParts::update),
  /** Multiplicative updates: never negative by themselves, an entry of 0 stays 0. */
  MULTIPLICATIVE(MultiplicativeParts::update);

  private final Rule rule;

  PartsUpdate(Rule rule) {
    this.rule = rule;
  }

  /**
   * Better parts.
   *
   * @param parts W_f, r x m; not changed
   * @param xth X'H, r x m
   * @param hth H'H, r x r
   * @param penalty added to the diagonal of H'H, or null
   * @param rank r
   * @param features m
   * @param sweeps number of sweeps
   */
  float[] apply(
      float[] parts,
      float[] xth,
      double[] hth,
      double[] penalty,
      int rank,
      int features,
      int sweeps) {
    return rule.update(parts, xth, hth, penalty, rank, features, sweeps);
  }

  @FunctionalInterface
  private interface Rule {
    float[] update(
        float[] parts,
        float[] xth,
        double[] hth,
        double[] penalty,
        int rank,
        int features,
        int sweeps);
  }
}
