package io.github.paenmf.core.latent;

import static io.github.paenmf.core.special.Coefficients.EULER;
import static java.lang.Math.fma;

import io.github.paenmf.core.special.Float32;

/** The stages as plain loops. */
final class PlainLatentArithmetic extends StagedLatentArithmetic {

  @Override
  public String name() {
    return "plain";
  }

  @Override
  void noise(int[] rowHigh, int[] rowLow, int row, long part, Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      long words = ((long) rowHigh[row + i] << 32) | (rowLow[row + i] & 0xFFFFFFFFL);
      strip.lnNoise[i] = Noise.logExponential(words, part);
    }
  }

  @Override
  void activate(LatentSpec spec, Strip strip) {
    activate(
        spec.scaleActivation(),
        spec.scaleMin(),
        spec.scaleMax(),
        strip.count,
        strip.a,
        strip.scale,
        strip.scaleSlope);
    activate(
        spec.shapeActivation(),
        spec.shapeMin(),
        spec.shapeMax(),
        strip.count,
        strip.c,
        strip.shape,
        strip.shapeSlope);
    for (int i = 0; i < strip.count; i++) {
      strip.scale[i] = within(strip.scale[i] + spec.scaleFloor(), SCALE_LOWEST, SCALE_HIGHEST);
      strip.shape[i] = within(strip.shape[i] + spec.shapeFloor(), SHAPE_LOWEST, SHAPE_HIGHEST);
      strip.inverseShape[i] = 1f / strip.shape[i];
    }
  }

  private static void activate(
      Activation activation,
      float min,
      float max,
      int count,
      float[] input,
      float[] value,
      float[] slope) {
    for (int i = 0; i < count; i++) {
      float z = within(input[i], min, max);
      float f;
      float df;
      switch (activation) {
        case SOFTPLUS8 -> {
          float t = Float32.exp(-Math.abs(8f * z));
          f = 0.125f * ((z > 0f ? 8f * z : 0f) + Float32.ln1p(t));
          df = (z > 0f ? 1f : t) / (1f + t);
        }
        case SOFTPLUS -> {
          float t = Float32.exp(-Math.abs(z));
          f = (z > 0f ? z : 0f) + Float32.ln1p(t);
          df = (z > 0f ? 1f : t) / (1f + t);
        }
        case EXP -> {
          f = Float32.exp(z > EXP_ACTIVATION_MAX ? EXP_ACTIVATION_MAX : z);
          df = f;
        }
        case RELU -> {
          f = z > 0f ? z : 0f;
          df = z > 0f ? 1f : 0f;
        }
        case ELU1 -> {
          float t = Float32.exp(z > 0f ? 0f : z);
          f = z > 0f ? z + 1f : t;
          df = t;
        }
        default -> throw new IllegalArgumentException("unknown activation " + activation);
      }
      value[i] = f;
      slope[i] = input[i] < min || input[i] > max ? 0f : df;
    }
  }

  @Override
  void gammas(float factor, Strip strip, float[] gamma, float[] digamma) {
    for (int i = 0; i < strip.count; i++) {
      float u = factor * strip.inverseShape[i];
      gamma[i] = Float32.gamma1p(u);
      digamma[i] = Float32.digamma1p(u);
    }
  }

  @Override
  void divergence(PriorTerms prior, float klWeight, Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      float inverse = strip.inverseShape[i];
      float u = prior.shape() * inverse;
      float ratio = strip.scale[i] * prior.inverseScale();
      float lnRatio = Float32.ln(ratio);
      float lnShape = Float32.ln(strip.shape[i] * prior.inverseShape());
      float power = prior.exponential() ? ratio : Float32.exp(prior.shape() * lnRatio);
      float moment = power * strip.gammaPrior[i];
      moment = moment > LIMIT ? LIMIT : moment;
      float kl = fma(EULER, u - 1f, moment - 1f);
      strip.kl[i] = fma(-prior.shape(), lnRatio, kl + lnShape);
      float byScale = (strip.scaleSlope[i] / strip.scale[i]) * (prior.shape() * (moment - 1f));
      float byShape = inverse * fma(-u, fma(moment, strip.digammaPrior[i], EULER), 1f);
      strip.gradA[i] = klWeight * limited(byScale);
      strip.gradC[i] = klWeight * limited(byShape * strip.shapeSlope[i]);
    }
  }

  @Override
  void draw(Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      float inverse = strip.inverseShape[i];
      float exponent = strip.lnNoise[i] * inverse;
      exponent = within(exponent, Float32.EXP_MIN, POWER_MAX);
      float power = Float32.exp(exponent);
      float h = limited(strip.scale[i] * power);
      strip.h[i] = h;
      strip.hByA[i] = limited(power * strip.scaleSlope[i]);
      strip.hByC[i] = limited(-h * (exponent * inverse * strip.shapeSlope[i]));
    }
  }

  @Override
  void moments(Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      float w = strip.inverseShape[i];
      float one = strip.gammaOne[i];
      float spread = w > 0.5f ? fma(-one, one, strip.gammaTwo[i]) : Float32.spread(w);
      spread = w > MOMENT_MAX ? LIMIT : spread;
      float scale = strip.scale[i];
      strip.mean[i] = limited(scale * one);
      strip.variance[i] = limited(scale * scale * spread);
    }
  }

  @Override
  void expect(float penalty, Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      float w = strip.inverseShape[i];
      float one = strip.gammaOne[i];
      float scale = strip.scale[i];
      float square = one * one;
      float slope;
      float spread;
      if (w > 0.5f) {
        slope = 2f * fma(-square, strip.digammaOne[i], strip.gammaTwo[i] * strip.digammaTwo[i]);
        spread = fma(-one, one, strip.gammaTwo[i]);
      } else {
        slope = Float32.spreadSlope(w);
        spread = Float32.spread(w);
      }
      slope = w > MOMENT_MAX ? 0f : slope;
      spread = w > MOMENT_MAX ? LIMIT : spread;
      float kSlope = strip.shapeSlope[i] * (w * w);
      strip.h[i] = strip.mean[i];
      strip.hByA[i] = limited(one * strip.scaleSlope[i]);
      strip.hByC[i] = limited(-(strip.mean[i] * strip.digammaOne[i]) * kSlope);
      float byScale = limited(2f * scale * strip.scaleSlope[i] * spread);
      float byShape = limited(-(slope * kSlope) * scale * scale);
      strip.gradA[i] = limited(fma(penalty, byScale, strip.gradA[i]));
      strip.gradC[i] = limited(fma(penalty, byShape, strip.gradC[i]));
    }
  }

  private static float within(float x, float min, float max) {
    float t = x < min ? min : x;
    return t > max ? max : t;
  }

  private static float limited(float x) {
    return within(x, -LIMIT, LIMIT);
  }
}
