package io.github.paenmf.spark;

import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.spark.source.SourceChoice;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.Identifiable;

/** Every param of the Estimator and the Model once: its name, doc, domain and default. */
public final class PaeNmfParamSet {

  /** Raise an error on a row that is not a data point. */
  public static final String ERROR = "error";

  /** Leave such rows out. */
  public static final String SKIP = "skip";

  final Param<String> featuresCol;
  final Param<String> outputCol;
  final Param<String> scaleCol;
  final Param<String> shapeCol;
  final Param<String> lowerCol;
  final Param<String> upperCol;
  final DoubleParam credibleLevel;
  final Param<String> reconstructionCol;
  final Param<String> lossCol;
  final Param<String> clippedCol;
  final Param<String> weightCol;
  final Param<String> exogenousCol;
  final Param<String> handleInvalid;
  final IntParam rank;
  final IntParam maxIter;
  final IntParam initSteps;
  final DoubleParam tol;
  final LongParam seed;
  final DoubleParam noiseVariance;
  final DoubleParam klWeight;
  final DoubleParam priorShape;
  final DoubleParam priorScale;
  final Param<String> encoderActivation;
  final Param<String> solver;
  final Param<String> initMode;
  final Param<String> sampling;
  final DoubleParam stepSize;
  final Param<String> lineSearch;
  final Param<String> partsUpdate;
  final Param<String> initialModel;
  final Param<String> source;
  final DoubleParam maxInProcessMB;
  final DoubleParam maxBlockSizeInMB;
  final IntParam partitions;
  final IntParam storedRows;

  private final Identifiable parent;

  PaeNmfParamSet(Identifiable parent) {
    this.parent = parent;
    featuresCol =
        column("featuresCol", "column of the data points: an ML vector, or an array of numbers");
    outputCol =
        column("outputCol", "column of the coefficients (posterior medians), empty for none");
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
    lossCol = column("lossCol", "column of the row's exact negativeElbo in nats, empty for none");
    clippedCol = column("clippedCol", "column that says whether a row was clipped, empty for none");
    exogenousCol =
        column(
            "exogenousCol",
            "column of extra inputs of any sign that the encoder sees and the parts do not make: a"
                + " vector, an array of numbers or a number, empty for none");
    weightCol = column("weightCol", "column of row weights >= 0, empty for weights of 1");
    handleInvalid =
        choice("handleInvalid", "what to do with rows that are not data points", ERROR, SKIP);
    rank = new IntParam(parent, "rank", "number of parts (>= 1)", ParamValidators.gtEq(1));
    maxIter =
        new IntParam(parent, "maxIter", "most training rounds (>= 0)", ParamValidators.gtEq(0));
    initSteps =
        new IntParam(
            parent, "initSteps", "warm-start rounds of plain NMF (>= 0)", ParamValidators.gtEq(0));
    tol =
        new DoubleParam(
            parent,
            "tol",
            "training ends early when the exact negativeElbo gains less than tol nats a row and"
                + " feature in 5 rounds; 0 runs the whole schedule (>= 0)",
            ParamValidators.gtEq(0));
    seed = new LongParam(parent, "seed", "random seed");
    noiseVariance =
        positive("noiseVariance", "Gaussian error variance sigma^2, learned when not set (> 0)");
    klWeight =
        new DoubleParam(
            parent,
            "klWeight",
            "weight of the Kullback-Leibler term, 0 switches it off (>= 0)",
            ParamValidators.gtEq(0));
    priorShape = positive("priorShape", "shape k0 of the Weibull prior (> 0)");
    priorScale = positive("priorScale", "scale lambda0 of the Weibull prior (> 0)");
    encoderActivation =
        choice(
            "encoderActivation",
            "smooth: softplus8 for the scale and exp for the shape, clamped; relu: the paper's, with"
                + " floors",
            "smooth",
            "relu");
    solver =
        choice(
            "solver",
            "what turns a round into the next weights",
            "auto",
            "newton",
            "adam",
            "gd",
            "l-bfgs");
    initMode = choice("initMode", "where training starts", "nmf", "nndsvd", "random");
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
    source =
        choice(
            "source",
            "where rows are trained on",
            SourceChoice.AUTO,
            SourceChoice.IN_PROCESS,
            SourceChoice.DISTRIBUTED);
    maxInProcessMB =
        new DoubleParam(
            parent,
            "maxInProcessMB",
            "largest table in MB that source auto collects on the driver (>= 0)",
            ParamValidators.gtEq(0));
    maxBlockSizeInMB =
        new DoubleParam(
            parent,
            "maxBlockSizeInMB",
            "size of a block of rows in MB, 0 for the default (>= 0)",
            ParamValidators.gtEq(0));
    partitions =
        new IntParam(
            parent,
            "partitions",
            "partitions of the blocks, 0 for a number by the table's size (>= 0)",
            ParamValidators.gtEq(0));
    storedRows =
        new IntParam(
            parent,
            "storedRows",
            "most training rows whose posteriors the model keeps to generate new rows like them, 0"
                + " for none (0 to %d)".formatted(StoredPosteriors.MOST),
            ParamValidators.inRange(0, StoredPosteriors.MOST));
  }

  /** Sets the defaults on the stage that these params belong to. */
  void setDefaults(Params stage) {
    stage.setDefault(featuresCol, "features");
    stage.setDefault(outputCol, "coefficients");
    for (Param<String> none :
        List.of(
            scaleCol,
            shapeCol,
            lowerCol,
            upperCol,
            reconstructionCol,
            lossCol,
            clippedCol,
            weightCol,
            exogenousCol)) {
      stage.setDefault(none, "");
    }
    stage.setDefault(credibleLevel, 0.95);
    stage.setDefault(handleInvalid, ERROR);
    stage.setDefault(rank, 10);
    stage.setDefault(maxIter, 100);
    stage.setDefault(initSteps, 30);
    stage.setDefault(tol, 1e-5);
    stage.setDefault(seed, 1L);
    stage.setDefault(klWeight, 1.0);
    stage.setDefault(priorShape, 1.0);
    stage.setDefault(priorScale, 1.0);
    stage.setDefault(encoderActivation, "smooth");
    stage.setDefault(solver, "auto");
    stage.setDefault(initMode, "nmf");
    stage.setDefault(sampling, "auto");
    stage.setDefault(stepSize, 0.0);
    stage.setDefault(lineSearch, "fixed");
    stage.setDefault(partsUpdate, "hals");
    stage.setDefault(initialModel, "");
    stage.setDefault(source, SourceChoice.AUTO);
    stage.setDefault(maxInProcessMB, 512.0);
    stage.setDefault(maxBlockSizeInMB, 0.0);
    stage.setDefault(partitions, 0);
    stage.setDefault(storedRows, StoredPosteriors.MOST);
  }

  private Param<String> column(String name, String doc) {
    return new Param<>(parent, name, doc);
  }

  private Param<String> choice(String name, String doc, String... allowed) {
    return new Param<>(
        parent, name, doc + ": " + String.join(", ", allowed), ParamValidators.inArray(allowed));
  }

  private DoubleParam positive(String name, String doc) {
    return new DoubleParam(parent, name, doc, ParamValidators.gt(0));
  }
}
