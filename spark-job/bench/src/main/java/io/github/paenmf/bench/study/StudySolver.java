package io.github.paenmf.bench.study;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.train.InitMode;
import io.github.paenmf.core.train.LineSearch;
import io.github.paenmf.core.train.PartsUpdate;
import io.github.paenmf.core.train.SolverKind;
import io.github.paenmf.core.train.TrainingParams;
import java.util.Arrays;
import java.util.List;

/** The solvers of the study, each with the settings that go with it. */
enum StudySolver {
  NEWTON("newton"),
  NEWTON_MULTIPLICATIVE("newton-mu"),
  ADAM("adam"),
  ADAM_EXPECTED("adam-expected"),
  LBFGS("l-bfgs"),
  GD("gd"),
  GD_BACKTRACKING("gd-backtracking"),
  PAPER("paper");

  private final String label;

  StudySolver(String label) {
    this.label = label;
  }

  /** Name on the command line and in the output. */
  String label() {
    return label;
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(StudySolver::label).toList();
  }

  static StudySolver of(String label) {
    return Arrays.stream(values())
        .filter(solver -> solver.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "solver " + label + ": expected one of " + String.join(", ", labels())));
  }

  /** Adds this solver's settings. */
  TrainingParams.Builder into(TrainingParams.Builder params) {
    return switch (this) {
      case NEWTON -> params.solver(SolverKind.NEWTON);
      case NEWTON_MULTIPLICATIVE ->
          params.solver(SolverKind.NEWTON).partsUpdate(PartsUpdate.MULTIPLICATIVE);
      case ADAM -> params.solver(SolverKind.ADAM).reading(Reading.RANDOM);
      case ADAM_EXPECTED -> params.solver(SolverKind.ADAM);
      case LBFGS -> params.solver(SolverKind.LBFGS);
      case GD -> params.solver(SolverKind.GRADIENT_DESCENT);
      case GD_BACKTRACKING ->
          params.solver(SolverKind.GRADIENT_DESCENT).lineSearch(LineSearch.BACKTRACKING);
      case PAPER ->
          params
              .solver(SolverKind.GRADIENT_DESCENT)
              .init(InitMode.RANDOM)
              .reading(Reading.RANDOM)
              .latent(LatentSpec.paper(1, 1));
    };
  }
}
