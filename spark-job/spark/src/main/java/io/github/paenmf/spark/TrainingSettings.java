package io.github.paenmf.spark;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.train.InitMode;
import io.github.paenmf.core.train.LineSearch;
import io.github.paenmf.core.train.PartsUpdate;
import io.github.paenmf.core.train.SolverKind;
import io.github.paenmf.core.train.TrainingParams;
import java.util.Locale;

/** From Spark params to what the training loop is told. */
final class TrainingSettings {

  private TrainingSettings() {}

  /**
   * The settings.
   *
   * @throws IllegalArgumentException when params contradict each other
   */
  static TrainingParams of(PaeNmfParams<?> stage) {
    TrainingParams.Builder builder =
        TrainingParams.builder(stage.getRank())
            .maxIter(stage.getMaxIter())
            .initSteps(stage.getInitSteps())
            .tol(stage.getTol())
            .seed(stage.getSeed())
            .klWeight(stage.getKlWeight())
            .latent(latent(stage))
            .init(InitMode.valueOf(upper(stage.getInitMode())))
            .lineSearch(LineSearch.valueOf(upper(stage.getLineSearch())))
            .partsUpdate(PartsUpdate.valueOf(upper(stage.getPartsUpdate())));
    if (stage.isSet(stage.noiseVariance())) {
      builder.noiseVariance(stage.getNoiseVariance());
    }
    boolean exact = stage.getSampling().equals("auto") || stage.getSampling().equals("expected");
    SolverKind solver =
        switch (stage.getSolver()) {
          case "adam" -> SolverKind.ADAM;
          case "gd" -> SolverKind.GRADIENT_DESCENT;
          case "l-bfgs" -> SolverKind.LBFGS;
          case "newton" -> SolverKind.NEWTON;
          default -> exact ? SolverKind.NEWTON : SolverKind.ADAM;
        };
    builder.solver(solver);
    builder.reading(
        stage.getSampling().equals("auto")
            ? ofSolver(solver, stage)
            : Reading.valueOf(upper(stage.getSampling())));
    if (stage.getStepSize() > 0) {
      builder.stepSize(stage.getStepSize());
    }
    return builder.build();
  }

  /** Solvers that compare or model one objective train the exact one, the others draw. */
  private static Reading ofSolver(SolverKind solver, PaeNmfParams<?> stage) {
    boolean draws =
        solver == SolverKind.ADAM
            || (solver == SolverKind.GRADIENT_DESCENT && stage.getLineSearch().equals("fixed"));
    return draws ? Reading.RANDOM : Reading.EXPECTED;
  }

  static LatentSpec latent(PaeNmfParams<?> stage) {
    return stage.getEncoderActivation().equals("relu")
        ? LatentSpec.paper(stage.getPriorShape(), stage.getPriorScale())
        : LatentSpec.recommended(stage.getPriorShape(), stage.getPriorScale());
  }

  private static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }
}
