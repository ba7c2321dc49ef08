package io.github.paenmf.core.train;

import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.optim.Adam;
import io.github.paenmf.core.pass.ExogenousScaling;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.pass.SummaryStatistics;
import io.github.paenmf.core.pass.Whitening;
import java.util.List;
import java.util.Map;

/**
 * The state of a fit as a tree of plain values, for files: Long, Double, Boolean, String, {@code
 * float[]}, {@code double[]}, {@link RowMatrix}, {@link Once}, null, lists and maps of these. A
 * state that was read back goes on with the same bits.
 */
public final class StateTree {

  private StateTree() {}

  /**
   * An array that does not change for the rest of the fit, so that one copy serves all trees.
   *
   * @param array {@code float[]}, {@code double[]} or a matrix on the scratch disk
   */
  public record Once(Object array) {

    static Once of(Object array) {
      return array == null ? null : new Once(array);
    }
  }

  /** The tree of a state; its arrays are the state's own. */
  public static Map<String, Object> of(TrainingState state) {
    StateFields fields = StateFields.storing();
    state(fields, state);
    return fields.tree();
  }

  /**
   * The state of a tree, whose arrays it takes over.
   *
   * @param tree as {@link #of} made it, every {@link Once} replaced by its array
   * @throws IllegalArgumentException when a field is absent or of another type
   */
  public static TrainingState read(Map<String, Object> tree) {
    TrainingState state = new TrainingState();
    state(StateFields.restoring(tree), state);
    return state;
  }

  private static void state(StateFields f, TrainingState s) {
    s.phase = f.choice("phase", Phase.class, () -> s.phase);
    s.step = f.whole("step", () -> s.step);
    s.rounds = f.whole("rounds", () -> s.rounds);
    s.passes = f.whole("passes", () -> s.passes);
    s.summary = f.object("summary", () -> s.summary, StateTree::summary);
    s.directionCount = f.whole("directionCount", () -> s.directionCount);
    s.directions = f.matrix("directions", s.directionCount, () -> s.directions);
    s.singularValues = f.doubles("singularValues", () -> s.singularValues);
    s.whitening = f.object("whitening", () -> s.whitening, StateTree::whitening);
    s.weights = f.object("weights", () -> s.weights, StateTree::weights);
    s.memory = f.object("memory", () -> s.memory, StateTree::memory);
    s.stepFactor = f.number("stepFactor", () -> s.stepFactor);
    s.decayFrom = f.whole("decayFrom", () -> s.decayFrom);
    s.decayFactor = f.number("decayFactor", () -> s.decayFactor);
    s.safeWeights = f.object("safeWeights", () -> s.safeWeights, StateTree::waiting);
    s.safeMemory = f.object("safeMemory", () -> s.safeMemory, StateTree::memory);
    s.safeElbo = f.number("safeElbo", () -> s.safeElbo);
    s.bestWeights = f.object("bestWeights", () -> s.bestWeights, StateTree::waiting);
    s.bestElbo = f.number("bestElbo", () -> s.bestElbo);
    s.testedElbo = f.number("testedElbo", () -> s.testedElbo);
    s.smallGains = f.whole("smallGains", () -> s.smallGains);
    s.figures = f.object("figures", () -> s.figures, StateTree::figures);
    replace(s.history, f.objects("history", () -> s.history, StateTree::round));
    replace(s.backends, f.texts("backends", () -> s.backends));
  }

  private static <T> void replace(List<T> list, List<T> by) {
    List<T> copy = List.copyOf(by);
    list.clear();
    list.addAll(copy);
  }

  private static SolverMemory memory(StateFields f, SolverMemory stored) {
    SolverMemory m = stored == null ? new SolverMemory() : stored;
    m.adam = f.object("adam", () -> m.adam, StateTree::adam);
    m.previous = f.object("previous", () -> m.previous, StateTree::waiting);
    m.previousGradient = f.floats("previousGradient", () -> m.previousGradient);
    m.shapeSecants = f.doubles("shapeSecants", () -> m.shapeSecants);
    m.previousElbo = f.number("previousElbo", () -> m.previousElbo);
    m.run = f.whole("run", () -> m.run);
    m.base = f.object("base", () -> m.base, StateTree::weights);
    m.baseValue = f.number("baseValue", () -> m.baseValue);
    m.baseGradient = f.floats("baseGradient", () -> m.baseGradient);
    m.direction = f.floats("direction", () -> m.direction);
    m.searchStep = f.number("searchStep", () -> m.searchStep);
    m.longest = f.number("longest", () -> m.longest);
    m.slope = f.number("slope", () -> m.slope);
    m.exhausted = f.flag("exhausted", () -> m.exhausted);
    m.moves = f.vectors("moves", () -> m.moves);
    m.changes = f.vectors("changes", () -> m.changes);
    return m;
  }

  private static Adam adam(StateFields f, Adam a) {
    return new Adam(
        f.floats("first", () -> a.first()),
        f.floats("second", () -> a.second()),
        f.whole("steps", () -> a.steps()),
        f.number("firstDecay", () -> a.firstDecay()),
        f.number("secondDecay", () -> a.secondDecay()));
  }

  private static SummaryStatistics summary(StateFields f, SummaryStatistics t) {
    SummaryStatistics summary =
        new SummaryStatistics(f.doublesOnce("columnSums", () -> t.columnSums));
    summary.rows = f.wholeLong("rows", () -> t.rows);
    summary.weight = f.number("weight", () -> t.weight);
    summary.squaredNorm = f.number("squaredNorm", () -> t.squaredNorm);
    return summary;
  }

  private static Whitening whitening(StateFields f, Whitening w) {
    int features = f.whole("features", () -> w.features());
    int inputs = f.whole("inputs", () -> w.inputs());
    return new Whitening(
        features,
        inputs,
        f.matrixOnce("directions", inputs, () -> w.directions()),
        f.floatsOnce("offsets", () -> w.offsets()),
        f.object("exogenous", () -> w.exogenous(), StateTree::exogenous));
  }

  private static ExogenousScaling exogenous(StateFields f, ExogenousScaling x) {
    return new ExogenousScaling(
        f.floatsOnce("mean", () -> x.mean()),
        f.floatsOnce("deviation", () -> x.deviation()),
        f.floatsOnce("covariance", () -> x.covariance()));
  }

  private static Weights weights(StateFields f, Weights w) {
    return new Weights(
        f.whole("rank", () -> w.rank()),
        f.whole("features", () -> w.features()),
        f.whole("inputs", () -> w.inputs()),
        f.floats("parts", () -> w.parts()),
        f.floats("scaleCoefficients", () -> w.scaleCoefficients()),
        f.floats("scaleBias", () -> w.scaleBias()),
        f.floats("shapeCoefficients", () -> w.shapeCoefficients()),
        f.floats("shapeBias", () -> w.shapeBias()),
        f.number("noiseVariance", () -> w.noiseVariance()));
  }

  private static WaitingWeights waiting(StateFields f, WaitingWeights w) {
    int rank = f.whole("rank", () -> w.rank());
    int features = f.whole("features", () -> w.features());
    return new WaitingWeights(
        rank,
        features,
        f.whole("inputs", () -> w.inputs()),
        f.matrix("parts", rank, () -> w.parts()),
        f.floats("scaleCoefficients", () -> w.scaleCoefficients()),
        f.floats("scaleBias", () -> w.scaleBias()),
        f.floats("shapeCoefficients", () -> w.shapeCoefficients()),
        f.floats("shapeBias", () -> w.shapeBias()),
        f.number("noiseVariance", () -> w.noiseVariance()));
  }

  private static RoundRecord round(StateFields f, RoundRecord r) {
    return new RoundRecord(
        f.whole("round", () -> r.round()),
        f.choice("phase", Phase.class, () -> r.phase()),
        f.number("negativeElbo", () -> r.negativeElbo()),
        f.number("meanSquaredError", () -> r.meanSquaredError()),
        f.number("noiseVariance", () -> r.noiseVariance()));
  }

  private static ObjectiveFigures figures(StateFields f, ObjectiveFigures o) {
    return new ObjectiveFigures(
        f.wholeLong("rows", () -> o.rows()),
        f.whole("features", () -> o.features()),
        f.whole("rank", () -> o.rank()),
        f.number("negativeElbo", () -> o.negativeElbo()),
        f.number("objective", () -> o.objective()),
        f.number("reconstruction", () -> o.reconstruction()),
        f.number("kl", () -> o.kl()),
        f.number("relativeError", () -> o.relativeError()),
        f.number("noiseVariance", () -> o.noiseVariance()),
        f.whole("deadParts", () -> o.deadParts()),
        f.whole("collapsedParts", () -> o.collapsedParts()));
  }
}
