package io.github.paenmf.spark.nmf;

import io.github.paenmf.spark.stage.FactorParamSet;
import java.util.List;
import org.apache.spark.ml.util.Identifiable;

/** What the params of {@link Nmf} and {@link NmfModel} mean. */
public final class NmfParamSet extends FactorParamSet {

  static final String HALS = "hals";
  static final String MULTIPLICATIVE = "multiplicative";
  static final String NNDSVD = "nndsvd";
  static final String RANDOM = "random";

  private static final Meaning MEANING =
      new Meaning(
          "column of the coefficients",
          "column of the row's squared error",
          "the fit ends early when the relative error falls by less than this share of itself in 10"
              + " rounds; 0 runs all rounds",
          200,
          1e-4,
          List.of(HALS, MULTIPLICATIVE),
          List.of(NNDSVD, RANDOM));

  NmfParamSet(Identifiable parent) {
    super(parent, MEANING);
  }
}
