package io.github.paenmf.core.reference;

import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;

/**
 * Everything that the objective depends on besides data, noise and weights.
 *
 * @param scaleActivation f in lambda = f(clamp(a)) + scaleFloor
 * @param shapeActivation g in k = g(clamp(c)) + shapeFloor
 * @param scaleFloor added to f
 * @param shapeFloor added to g
 * @param scaleMin lower clamp of a; zero gradient outside
 * @param scaleMax upper clamp of a
 * @param shapeMin lower clamp of c
 * @param shapeMax upper clamp of c
 * @param priorShape k0
 * @param priorScale lambda0
 * @param noiseVariance sigma^2
 * @param klWeight beta
 * @param reading how the latent is read
 */
public record ReferenceSettings(
    Activation scaleActivation,
    Activation shapeActivation,
    double scaleFloor,
    double shapeFloor,
    double scaleMin,
    double scaleMax,
    double shapeMin,
    double shapeMax,
    double priorShape,
    double priorScale,
    double noiseVariance,
    double klWeight,
    Reading reading) {

  /** The settings that training with the given latents has. */
  public static ReferenceSettings of(
      LatentSpec spec, double noiseVariance, double klWeight, Reading reading) {
    return new ReferenceSettings(
        spec.scaleActivation(),
        spec.shapeActivation(),
        spec.scaleFloor(),
        spec.shapeFloor(),
        spec.scaleMin(),
        spec.scaleMax(),
        spec.shapeMin(),
        spec.shapeMax(),
        spec.priorShape(),
        spec.priorScale(),
        noiseVariance,
        klWeight,
        reading);
  }

  /** The same without clamps. */
  public ReferenceSettings unclamped() {
    return new ReferenceSettings(
        scaleActivation,
        shapeActivation,
        scaleFloor,
        shapeFloor,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        priorShape,
        priorScale,
        noiseVariance,
        klWeight,
        reading);
  }
}
