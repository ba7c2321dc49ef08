package io.github.paenmf.spark.stage;

import io.github.paenmf.spark.source.SourceChoice;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.Identifiable;

/** The params of {@link FactorParams} once: name, doc, domain and default. */
public class FactorParamSet {

  /** Raise an error on a row that is not a data point. */
  public static final String ERROR = "error";

  /** Leave such rows out. */
  public static final String SKIP = "skip";

  final Param<String> featuresCol;
  final Param<String> outputCol;
  final Param<String> lossCol;
  final Param<String> weightCol;
  final Param<String> handleInvalid;
  final IntParam rank;
  final IntParam maxIter;
  final DoubleParam tol;
  final LongParam seed;
  final Param<String> solver;
  final Param<String> initMode;
  final Param<String> source;
  final Param<String> device;
  final DoubleParam maxInProcessMB;
  final DoubleParam maxBlockSizeInMB;
  final IntParam partitions;
  final IntParam aggregationDepth;
  final DoubleParam maxSumsInMB;

  private final Identifiable parent;
  private final Meaning defaults;

  /**
   * What the shared params mean for one kind of factorisation.
   *
   * @param outputCol doc of outputCol
   * @param lossCol doc of lossCol
   * @param tol doc of tol
   * @param maxIter default of maxIter
   * @param tolerance default of tol
   * @param solvers choices of solver, the default first
   * @param initModes choices of initMode, the default first
   */
  public record Meaning(
      String outputCol,
      String lossCol,
      String tol,
      int maxIter,
      double tolerance,
      List<String> solvers,
      List<String> initModes) {}

  /** The params of a stage. */
  protected FactorParamSet(Identifiable parent, Meaning meaning) {
    this.parent = parent;
    featuresCol =
        column("featuresCol", "column of the data points: an ML vector, or an array of numbers");
    outputCol = column("outputCol", meaning.outputCol() + ", empty for none");
    lossCol = column("lossCol", meaning.lossCol() + ", empty for none");
    weightCol = column("weightCol", "column of row weights >= 0, empty for weights of 1");
    handleInvalid =
        choice("handleInvalid", "what to do with rows that are not data points", ERROR, SKIP);
    rank = new IntParam(parent, "rank", "number of parts (>= 1)", ParamValidators.gtEq(1));
    maxIter =
        new IntParam(
            parent,
            "maxIter",
            "most rounds, each one pass over the data (>= 0)",
            ParamValidators.gtEq(0));
    tol = new DoubleParam(parent, "tol", meaning.tol() + " (>= 0)", ParamValidators.gtEq(0));
    seed = new LongParam(parent, "seed", "random seed");
    solver =
        choice(
            "solver",
            "what turns a round into the next weights",
            meaning.solvers().toArray(String[]::new));
    initMode =
        choice("initMode", "where the fit starts", meaning.initModes().toArray(String[]::new));
    source =
        choice(
            "source",
            "where rows are trained on",
            SourceChoice.AUTO,
            SourceChoice.IN_PROCESS,
            SourceChoice.DISTRIBUTED);
    device =
        choice(
            "device",
            "what rounds are computed on; auto takes a GPU where executors have one",
            "auto",
            "cpu",
            "gpu");
    maxInProcessMB =
        atLeastZero(
            "maxInProcessMB", "largest table in MB that source auto collects on the driver");
    maxBlockSizeInMB =
        atLeastZero(
            "maxBlockSizeInMB",
            "size of a block of rows in MB, 0 for the default (2 dense, 4 sparse)");
    partitions =
        new IntParam(
            parent,
            "partitions",
            "partitions of the blocks, 0 for a number by the table's size (>= 0)",
            ParamValidators.gtEq(0));
    aggregationDepth =
        new IntParam(
            parent,
            "aggregationDepth",
            "levels in which the sums of many partitions are added, with the same bits: 1 on the"
                + " driver alone, from 2 on runs of partitions on executors first (>= 1)",
            ParamValidators.gtEq(1));
    maxSumsInMB =
        new DoubleParam(
            parent,
            "maxSumsInMB",
            "size in MB from which on the sums of a pass are cut by features and merged on"
                + " executors, with the same bits (> 0)",
            ParamValidators.gt(0));
    defaults = meaning;
  }

  /** Sets the defaults on the stage that these params belong to. */
  public void setDefaults(Params stage) {
    stage.setDefault(featuresCol, "features");
    stage.setDefault(outputCol, "coefficients");
    stage.setDefault(lossCol, "");
    stage.setDefault(weightCol, "");
    stage.setDefault(handleInvalid, ERROR);
    stage.setDefault(rank, 10);
    stage.setDefault(maxIter, defaults.maxIter());
    stage.setDefault(tol, defaults.tolerance());
    stage.setDefault(seed, 1L);
    stage.setDefault(solver, defaults.solvers().get(0));
    stage.setDefault(initMode, defaults.initModes().get(0));
    stage.setDefault(source, SourceChoice.AUTO);
    stage.setDefault(device, "auto");
    stage.setDefault(maxInProcessMB, 512.0);
    stage.setDefault(maxBlockSizeInMB, 0.0);
    stage.setDefault(partitions, 0);
    stage.setDefault(aggregationDepth, SourceChoice.DEFAULT_DEPTH);
    stage.setDefault(maxSumsInMB, SourceChoice.DEFAULT_MAX_SUMS_MB);
  }

  /** A param that names a column. */
  protected final Param<String> column(String name, String doc) {
    return new Param<>(parent, name, doc);
  }

  /** A param of a few words, which the doc lists. */
  protected final Param<String> choice(String name, String doc, String... allowed) {
    return new Param<>(
        parent, name, doc + ": " + String.join(", ", allowed), ParamValidators.inArray(allowed));
  }

  /** A number above 0. */
  protected final DoubleParam positive(String name, String doc) {
    return new DoubleParam(parent, name, doc + " (> 0)", ParamValidators.gt(0));
  }

  /** A number of at least 0. */
  protected final DoubleParam atLeastZero(String name, String doc) {
    return new DoubleParam(parent, name, doc + " (>= 0)", ParamValidators.gtEq(0));
  }
}
