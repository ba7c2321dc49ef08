package io.github.paenmf.spark;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.train.InitMode;
import io.github.paenmf.core.train.SolverKind;
import io.github.paenmf.core.train.TrainingParams;
import java.util.Locale;

/** From Spark params to what the training loop is told. */
final class TrainingSettings {

  private TrainingSettings() {}

  static TrainingParams of(PaeNmfParams<?> stage) {
    TrainingParams.Builder builder =
        TrainingParams.builder(stage.getRank())
            .maxIter(stage.getMaxIter())
            .initSteps(stage.getInitSteps())
            .tol(stage.getTol())
            .seed(stage.getSeed())
            .klWeight(stage.getKlWeight())
            .latent(latent(stage))
            .init(InitMode.valueOf(upper(stage.getInitMode())));
    if (stage.isSet(stage.noiseVariance())) {
      builder.noiseVariance(stage.getNoiseVariance());
    }
    boolean exact = stage.getSampling().equals("auto") || stage.getSampling().equals("expected");
    SolverKind solver =
        switch (stage.getSolver()) {
          case "adam" -> SolverKind.ADAM;
          case "gd" -> SolverKind.GRADIENT_DESCENT;
          case "newton" -> SolverKind.NEWTON;
          default -> exact ? SolverKind.NEWTON : SolverKind.ADAM;
        };
    builder.solver(solver);
    Reading ofSolver = solver == SolverKind.NEWTON ? Reading.EXPECTED : Reading.RANDOM;
    builder.reading(
        stage.getSampling().equals("auto")
            ? ofSolver
            : Reading.valueOf(upper(stage.getSampling())));
    if (stage.getStepSize() > 0) {
      builder.stepSize(stage.getStepSize());
    }
    return builder.build();
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
