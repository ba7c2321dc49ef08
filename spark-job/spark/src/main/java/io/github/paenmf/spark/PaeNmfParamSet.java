package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.spark.stage.FactorParamSet;
import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.Identifiable;

/** Every param of the Estimator and the Model once: its name, doc, domain and default. */
public final class PaeNmfParamSet extends FactorParamSet {

  final Param<String> scaleCol;
  final Param<String> shapeCol;
  final Param<String> lowerCol;
  final Param<String> upperCol;
  final DoubleParam credibleLevel;
  final Param<String> reconstructionCol;
  final Param<String> clippedCol;
  final Param<String> exogenousCol;
  final IntParam initSteps;
  final DoubleParam noiseVariance;
  final DoubleParam klWeight;
  final DoubleParam priorShape;
  final DoubleParam priorScale;
  final Param<String> encoderActivation;
  final Param<String> sampling;
  final DoubleParam stepSize;
  final Param<String> lineSearch;
  final Param<String> partsUpdate;
  final Param<String> initialModel;
  final IntParam storedRows;
  final Param<String> checkpointDir;
  final IntParam checkpointInterval;
  final BooleanParam resume;

  private static final Meaning MEANING =
      new Meaning(
          "column of the coefficients (posterior medians)",
          "column of the row's exact negativeElbo in nats",
          "training ends early when the exact negativeElbo gains less than tol nats a row and"
              + " feature in 5 rounds; 0 runs the whole schedule",
          100,
          1e-5,
          List.of("auto", "newton", "adam", "gd", "l-bfgs"),
          List.of("nmf", "nndsvd", "random"));

  PaeNmfParamSet(Identifiable parent) {
    super(parent, MEANING);
    scaleCol = column("scaleCol", "column of the posterior scales lambda, empty for none");
    shapeCol = column("shapeCol", "column of the posterior shapes k, empty for none");
    lowerCol =
        column(
            "lowerCol",
            "column of the coefficients' lower credible bounds at credibleLevel, empty for none");
    upperCol =
        column(
            "upperCol",
            "column of the coefficients' upper credible bounds at credibleLevel, empty for none");
    credibleLevel =
        new DoubleParam(
            parent,
            "credibleLevel",
            "probability that a coefficient lies between lowerCol and upperCol, as much below as"
                + " above them (0 to 1, both excluded)",
            ParamValidators.inRange(0, 1, false, false));
    reconstructionCol =
        column("reconstructionCol", "column of the parts times the coefficients, empty for none");
    clippedCol = column("clippedCol", "column that says whether a row was clipped, empty for none");
    exogenousCol =
        column(
            "exogenousCol",
            "column of extra inputs of any sign that the encoder sees and the parts do not make: a"
                + " vector, an array of numbers or a number, empty for none");
    initSteps =
        new IntParam(
            parent, "initSteps", "warm-start rounds of plain NMF (>= 0)", ParamValidators.gtEq(0));
    noiseVariance =
        positive("noiseVariance", "Gaussian error variance sigma^2, learned when not set");
    klWeight =
        new DoubleParam(
            parent,
            "klWeight",
            "weight of the Kullback-Leibler term, 0 switches it off (>= 0)",
            ParamValidators.gtEq(0));
    priorShape = positive("priorShape", "shape k0 of the Weibull prior");
    priorScale = positive("priorScale", "scale lambda0 of the Weibull prior");
    encoderActivation =
        choice(
            "encoderActivation",
            "smooth: softplus8 for the scale and exp for the shape, clamped; relu: the paper's,"
                + " with floors",
            "smooth",
            "relu");
    sampling =
        choice(
            "sampling", "how training reads the latents", "auto", "random", "median", "expected");
    stepSize =
        new DoubleParam(
            parent,
            "stepSize",
            "step of the solver at the start of its schedule, 0 for the solver's own (>= 0)",
            ParamValidators.gtEq(0));
    lineSearch =
        choice(
            "lineSearch",
            "how long a step of solver gd is, always the step size or shortened until the objective"
                + " falls",
            "fixed",
            "backtracking");
    partsUpdate =
        choice(
            "partsUpdate",
            "how plain NMF and the solvers newton and adam update the parts",
            "hals",
            "multiplicative");
    initialModel =
        new Param<>(
            parent,
            "initialModel",
            "folder of a saved model of the same columns that training goes on from, empty for"
                + " none");
    storedRows =
        new IntParam(
            parent,
            "storedRows",
            "most training rows whose posteriors the model keeps to generate new rows like them, 0"
                + " for none (0 to %d)".formatted(StoredPosteriors.MOST),
            ParamValidators.inRange(0, StoredPosteriors.MOST));
    checkpointDir =
        new Param<>(
            parent, "checkpointDir", "folder for the checkpoints of one fit, empty for none");
    checkpointInterval =
        new IntParam(
            parent,
            "checkpointInterval",
            "passes over the data between two checkpoints (>= 1), or -1 for none but at a stop",
            value -> (Integer) value >= 1 || (Integer) value == -1);
    resume =
        new BooleanParam(
            parent, "resume", "go on from the newest checkpoint in checkpointDir, if there is one");
  }

  @Override
  public void setDefaults(Params stage) {
    super.setDefaults(stage);
    for (Param<String> none :
        List.of(
            scaleCol, shapeCol, lowerCol, upperCol, reconstructionCol, clippedCol, exogenousCol)) {
      stage.setDefault(none, "");
    }
    stage.setDefault(credibleLevel, 0.95);
    stage.setDefault(initSteps, 30);
    stage.setDefault(klWeight, 1.0);
    stage.setDefault(priorShape, 1.0);
    stage.setDefault(priorScale, 1.0);
    stage.setDefault(encoderActivation, "smooth");
    stage.setDefault(sampling, "auto");
    stage.setDefault(stepSize, 0.0);
    stage.setDefault(lineSearch, "fixed");
    stage.setDefault(partsUpdate, "hals");
    stage.setDefault(initialModel, "");
    stage.setDefault(storedRows, StoredPosteriors.MOST);
    stage.setDefault(checkpointDir, "");
    stage.setDefault(checkpointInterval, 10);
    stage.setDefault(resume, false);
  }
}
