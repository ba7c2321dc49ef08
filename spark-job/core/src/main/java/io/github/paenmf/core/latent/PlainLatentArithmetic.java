package io.github.paenmf.core.latent;

import static io.github.paenmf.core.special.Coefficients.EULER;
import static java.lang.Math.fma;

import io.github.paenmf.core.special.Float32;
import java.util.List;

/** The stages as plain loops. */
final class PlainLatentArithmetic extends StagedLatentArithmetic {

  @Override
  public String name() {
    return "plain";
  }

  @Override
  List<Stage> noise(Strip strip) {
    return List.of(() -> drawNoise(strip));
  }

  @Override
  List<Stage> activate(LatentSpec spec, Strip strip) {
    return List.of(
        () ->
            activate(spec.scaleActivation(), spec.scaleMin(), spec.scaleMax(), strip, strip.scale),
        () ->
            activate(spec.shapeActivation(), spec.shapeMin(), spec.shapeMax(), strip, strip.shape),
        () -> finish(spec, strip));
  }

  @Override
  List<Stage> gammas(float factor, Strip strip, Strip.Gammas gammas) {
    return List.of(() -> evaluate(factor, strip, gammas));
  }

  @Override
  List<Stage> divergence(PriorTerms prior, float klWeight, Strip strip) {
    return List.of(() -> diverge(prior, klWeight, strip));
  }

  @Override
  List<Stage> draw(Strip strip) {
    return List.of(() -> power(strip));
  }

  @Override
  List<Stage> moments(Strip strip) {
    return List.of(() -> meanAndVariance(strip));
  }

  @Override
  List<Stage> expect(Strip strip) {
    return List.of(() -> readMean(strip), () -> penalize(strip));
  }

  private static void drawNoise(Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      long words = ((long) strip.high[i] << 32) | (strip.low[i] & 0xFFFFFFFFL);
      strip.lnNoise[i] = Noise.logExponential(words);
    }
  }

  @Override
  void scramble(Strip strip, int from, int row, int length, long part) {
    for (int i = 0; i < length; i++) {
      long words = ((long) strip.rowHigh[row + i] << 32) | (strip.rowLow[row + i] & 0xFFFFFFFFL);
      long bits = Noise.scramble(words, part);
      strip.high[from + i] = Noise.high(bits);
      strip.low[from + i] = Noise.low(bits);
    }
  }

  private static void activate(
      Activation activation, float min, float max, Strip strip, Strip.Activated activated) {
    float lower = lower(activation, min);
    float upper = upper(activation, max);
    for (int i = 0; i < strip.count; i++) {
      float in = activated.input[strip.at + i];
      float z = within(in, lower, upper);
      float f;
      float df;
      switch (activation) {
        case SOFTPLUS8 -> {
          float t = tail(8f * z);
          f = 0.125f * (positive(8f * z) + Float32.ln1p(t));
          df = (z > 0f ? 1f : t) / (1f + t);
        }
        case SOFTPLUS -> {
          float t = tail(z);
          f = positive(z) + Float32.ln1p(t);
          df = (z > 0f ? 1f : t) / (1f + t);
        }
        case EXP -> {
          f = Float32.exp(z);
          df = f;
        }
        case RELU -> {
          f = positive(z);
          df = z > 0f ? 1f : 0f;
        }
        case ELU1 -> {
          float t = Float32.exp(z > 0f ? 0f : z);
          f = z > 0f ? z + 1f : t;
          df = t;
        }
        default -> throw new IllegalArgumentException("unknown activation " + activation);
      }
      activated.value[i] = f;
      activated.slope[i] = z == in ? df : 0f;
    }
  }

  /** e^-|z|, as far as float32 goes. */
  private static float tail(float z) {
    return Float32.exp(-Float32.atMost(Math.abs(z), -Float32.EXP_MIN));
  }

  /** max(0, z) by its bits. */
  private static float positive(float z) {
    return Float.intBitsToFloat(Math.max(Float.floatToRawIntBits(z), 0));
  }

  private static void finish(LatentSpec spec, Strip strip) {
    float[] scale = strip.scale.value;
    float[] shape = strip.shape.value;
    for (int i = 0; i < strip.count; i++) {
      scale[i] = Float32.positiveWithin(scale[i] + spec.scaleFloor(), SCALE_LOWEST, SCALE_HIGHEST);
      shape[i] = Float32.positiveWithin(shape[i] + spec.shapeFloor(), SHAPE_LOWEST, SHAPE_HIGHEST);
      strip.scale.inverse[i] = 1f / scale[i];
      strip.shape.inverse[i] = 1f / shape[i];
    }
  }

  private static void evaluate(float factor, Strip strip, Strip.Gammas gammas) {
    for (int i = 0; i < strip.count; i++) {
      float inverse = strip.shape.inverse[i];
      float u = factor * inverse;
      float gamma = Float32.gamma1p(u);
      float digamma = Float32.digamma1p(u);
      if (u > 1f) {
        float rest = fma(-u, strip.shape.value[i], factor) * inverse;
        gamma = fma(gamma, digamma * rest, gamma);
      }
      gammas.gamma[i] = gamma;
      gammas.digamma[i] = digamma;
    }
  }

  private static void diverge(PriorTerms prior, float klWeight, Strip strip) {
    float k0 = prior.shape();
    for (int i = 0; i < strip.count; i++) {
      float scale = strip.scale.value[i];
      float inverse = strip.shape.inverse[i];
      float u = k0 * inverse;
      float ratio = scale * prior.inverseScale();
      float shapeRatio = strip.shape.value[i] * prior.inverseShape();
      float power;
      float logs;
      if (prior.exponential()) {
        // One logarithm for both: ln(k/k0) - ln(lambda/lambda0).
        power = ratio;
        logs = Float32.ln(shapeRatio * (strip.scale.inverse[i] * prior.scale()));
      } else {
        float lnScale = Float32.ln(ratio);
        power = Float32.exp(within(k0 * lnScale, Float32.EXP_MIN, Float32.EXP_MAX));
        logs = fma(-k0, lnScale, Float32.ln(shapeRatio));
      }
      float moment = Float32.atMost(power * strip.prior.gamma[i], LIMIT);
      strip.kl[i] = fma(EULER, u - 1f, moment - 1f) + logs;
      float byScale = (strip.scale.slope[i] * strip.scale.inverse[i]) * (k0 * (moment - 1f));
      float factor = fma(-u, fma(moment, strip.prior.digamma[i], EULER), 1f);
      // In this order an overflow can't meet a slope of 0.
      float byShape = factor * (inverse * strip.shape.slope[i]);
      strip.gradA[strip.at + i] = klWeight * limited(byScale);
      strip.gradC[strip.at + i] = klWeight * limited(byShape);
    }
  }

  private static void power(Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      float inverse = strip.shape.inverse[i];
      float exponent = within(strip.lnNoise[i] * inverse, POWER_MIN, POWER_MAX);
      float power = Float32.exp(exponent);
      float h = limited(strip.scale.value[i] * power);
      strip.h[strip.at + i] = h;
      strip.hByA[strip.at + i] = limited(power * strip.scale.slope[i]);
      strip.hByC[strip.at + i] = limited(-h * (exponent * inverse * strip.shape.slope[i]));
    }
  }

  private static void meanAndVariance(Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      float w = strip.shape.inverse[i];
      float one = strip.one.gamma[i];
      float spread = w > SERIES_MAX ? fma(-one, one, strip.two.gamma[i]) : Float32.spread(w);
      spread = w > MOMENT_MAX ? LIMIT : spread;
      float scale = strip.scale.value[i];
      strip.spread[i] = spread;
      strip.mean[i] = limited(scale * one);
      strip.variance[i] = limited(scale * scale * spread);
    }
  }

  private static void readMean(Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      float w = strip.shape.inverse[i];
      float mean = strip.mean[i];
      float kSlope = strip.shape.slope[i] * (w * w);
      strip.h[strip.at + i] = mean;
      strip.hByA[strip.at + i] = limited(strip.one.gamma[i] * strip.scale.slope[i]);
      strip.hByC[strip.at + i] = limited(-(mean * strip.one.digamma[i]) * kSlope);
    }
  }

  private static void penalize(Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      float w = strip.shape.inverse[i];
      float scale = strip.scale.value[i];
      float one = strip.one.gamma[i];
      float direct =
          2f * fma(-(one * one), strip.one.digamma[i], strip.two.gamma[i] * strip.two.digamma[i]);
      float slope = w > SERIES_MAX ? direct : Float32.spreadSlope(w);
      slope = w > MOMENT_MAX ? 0f : slope;
      float kSlope = strip.shape.slope[i] * (w * w);
      float byScale = limited(2f * scale * strip.scale.slope[i] * strip.spread[i]);
      float byShape = limited(-(slope * kSlope) * scale * scale);
      strip.gradA[strip.at + i] =
          limited(fma(strip.penalty[i], byScale, strip.gradA[strip.at + i]));
      strip.gradC[strip.at + i] =
          limited(fma(strip.penalty[i], byShape, strip.gradC[strip.at + i]));
    }
  }

  @Override
  void addRowKl(Strip strip, int from, int row, int length) {
    for (int i = 0; i < length; i++) {
      addRowKl(strip.kl[from + i], row + i, strip);
    }
  }

  /** Knuth's exact sum of two floats; the vector twin does the same. */
  static void addRowKl(float term, int row, Strip strip) {
    float old = strip.klHigh[row];
    float sum = old + term;
    float added = sum - old;
    strip.klHigh[row] = sum;
    strip.klLow[row] += (old - (sum - added)) + (term - added);
  }

  @Override
  boolean anyAbove(float bound, float factor, Strip strip) {
    for (int i = 0; i < strip.count; i++) {
      if (factor * strip.shape.inverse[i] > bound) {
        return true;
      }
    }
    return false;
  }

  private static float within(float x, float min, float max) {
    float t = x < min ? min : x;
    return t > max ? max : t;
  }

  private static float limited(float x) {
    return Float32.magnitudeAtMost(x, LIMIT);
  }
}
