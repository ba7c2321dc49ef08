package io.github.paenmf.core.train;

import io.github.paenmf.core.matrix.MatrixStore;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.EncoderVector;
import io.github.paenmf.core.model.Weights;

/**
 * {@link Weights} that no pass needs now: those to go back to, and those that momentum looks back
 * at. Where W_f is large it waits on the scratch disk, else the arrays are the weights' own.
 *
 * @param rank r
 * @param features m
 * @param inputs q
 * @param parts W_f, r x m
 * @param scaleCoefficients B_lambda, r x q
 * @param scaleBias r
 * @param shapeCoefficients B_k, r x q
 * @param shapeBias r
 * @param noiseVariance sigma^2
 */
record WaitingWeights(
    int rank,
    int features,
    int inputs,
    RowMatrix parts,
    float[] scaleCoefficients,
    float[] scaleBias,
    float[] shapeCoefficients,
    float[] shapeBias,
    double noiseVariance) {

  /** Puts weights aside. */
  static WaitingWeights of(Weights weights, MatrixStore store) {
    RowMatrix held = RowMatrix.of(weights.parts(), weights.rank(), weights.features());
    return new WaitingWeights(
        weights.rank(),
        weights.features(),
        weights.inputs(),
        store.keep(held),
        weights.scaleCoefficients(),
        weights.scaleBias(),
        weights.shapeCoefficients(),
        weights.shapeBias(),
        weights.noiseVariance());
  }

  /** The same with parts that wait elsewhere. */
  WaitingWeights withParts(RowMatrix value) {
    return new WaitingWeights(
        rank,
        features,
        inputs,
        value,
        scaleCoefficients,
        scaleBias,
        shapeCoefficients,
        shapeBias,
        noiseVariance);
  }

  /** The weights, all in memory. */
  Weights weights() {
    return new Weights(
        rank,
        features,
        inputs,
        parts.values(),
        scaleCoefficients,
        scaleBias,
        shapeCoefficients,
        shapeBias,
        noiseVariance);
  }

  /** Whether these are those very weights. */
  boolean is(Weights weights) {
    return scaleCoefficients == weights.scaleCoefficients()
        && shapeCoefficients == weights.shapeCoefficients()
        && noiseVariance == weights.noiseVariance();
  }

  /** The encoder as one flat vector. */
  float[] encoder() {
    return EncoderVector.join(scaleCoefficients, scaleBias, shapeCoefficients, shapeBias);
  }
}
