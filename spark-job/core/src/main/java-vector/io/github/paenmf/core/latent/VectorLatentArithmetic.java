package io.github.paenmf.core.latent;

import static io.github.paenmf.core.special.Coefficients.EULER;
import static io.github.paenmf.core.special.VectorFloat32.FLOATS;
import static io.github.paenmf.core.special.VectorFloat32.INTS;
import static io.github.paenmf.core.special.VectorFloat32.all;
import static io.github.paenmf.core.special.VectorFloat32.bits;
import static io.github.paenmf.core.special.VectorFloat32.negate;
import static io.github.paenmf.core.special.VectorFloat32.toFloat;
import static io.github.paenmf.core.special.VectorFloat32.within;

import io.github.paenmf.core.special.Float32;
import io.github.paenmf.core.special.VectorFloat32;
import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The stages of {@link PlainLatentArithmetic} in vectors: every lane does the same operations in
 * the same order, so that the bits are the same. Loops are shorter than the plain ones because the
 * compiler stops inlining, and then allocates every vector, after some sixty operations.
 */
final class VectorLatentArithmetic extends StagedLatentArithmetic {

  private static final int LANES = FLOATS.length();

  private static final IntVector INT_ONE = IntVector.broadcast(INTS, 1);
  private static final IntVector HALF_WORD = IntVector.broadcast(INTS, 0xFFFF);
  private static final IntVector MIX_1 = IntVector.broadcast(INTS, Noise.MIX_1);
  private static final IntVector MIX_2 = IntVector.broadcast(INTS, Noise.MIX_2);
  private static final FloatVector POW_16 = all(Noise.TWO_POW_MINUS_16);
  private static final FloatVector POW_32 = all(Noise.TWO_POW_MINUS_32);
  private static final FloatVector POW_53 = all(Noise.TWO_POW_MINUS_53);
  private static final FloatVector EXP_MIN_ALL = all(Float32.EXP_MIN);
  private static final FloatVector EXP_MAX_ALL = all(Float32.EXP_MAX);
  private static final IntVector TAIL_BITS = bits(-Float32.EXP_MIN);
  private static final IntVector INT_ZERO = IntVector.zero(INTS);
  private static final FloatVector ZERO = all(0f);
  private static final FloatVector SERIES_MAX_ALL = all(SERIES_MAX);
  private static final FloatVector ONE = all(1f);
  private static final FloatVector TWO = all(2f);
  private static final FloatVector EULER_ALL = all(EULER);
  private static final FloatVector LIMIT_ALL = all(LIMIT);
  private static final IntVector LIMIT_BITS = bits(LIMIT);
  private static final FloatVector MOMENT_MAX_ALL = all(MOMENT_MAX);
  private static final FloatVector POWER_MIN_ALL = all(POWER_MIN);
  private static final FloatVector POWER_MAX_ALL = all(POWER_MAX);

  @Override
  public String name() {
    return "vector-" + FLOATS.vectorBitSize();
  }

  @Override
  List<Stage> noise(Strip strip) {
    return List.of(
        () -> scramble(strip),
        () -> sides(strip),
        () -> exponential(strip),
        () -> ln(strip.lnNoise, 1f, strip.count, strip.lnNoise));
  }

  @Override
  List<Stage> activate(LatentSpec spec, Strip strip) {
    List<Stage> stages = new ArrayList<>();
    addActivation(
        spec.scaleActivation(), spec.scaleMin(), spec.scaleMax(), strip, strip.scale, stages);
    addActivation(
        spec.shapeActivation(), spec.shapeMin(), spec.shapeMax(), strip, strip.shape, stages);
    stages.add(() -> finishScale(spec.scaleFloor(), strip));
    stages.add(() -> finishShape(spec.shapeFloor(), strip));
    return stages;
  }

  private static void addActivation(
      Activation activation,
      float min,
      float max,
      Strip strip,
      Strip.Activated activated,
      List<Stage> stages) {
    float lower = lower(activation, min);
    float upper = upper(activation, max);
    switch (activation) {
      case SOFTPLUS8 -> addSoftplus(8f, lower, upper, strip, activated, stages);
      case SOFTPLUS -> addSoftplus(1f, lower, upper, strip, activated, stages);
      case EXP -> stages.add(() -> exp(lower, upper, strip, activated));
      case RELU -> stages.add(() -> relu(lower, upper, strip, activated));
      case ELU1 -> stages.add(() -> elu1(lower, upper, strip, activated));
      default -> throw new IllegalArgumentException("unknown activation " + activation);
    }
  }

  private static void addSoftplus(
      float sharpness,
      float min,
      float max,
      Strip strip,
      Strip.Activated activated,
      List<Stage> stages) {
    stages.add(() -> softplusTail(sharpness, min, max, strip, activated));
    stages.add(() -> softplus(sharpness, min, max, strip, activated));
  }

  @Override
  List<Stage> gammas(float factor, Strip strip, Strip.Gammas gammas) {
    return List.of(
        () -> gamma(factor, strip, gammas.gamma), () -> digamma(factor, strip, gammas.digamma));
  }

  @Override
  List<Stage> divergence(PriorTerms prior, float klWeight, Strip strip) {
    List<Stage> stages = new ArrayList<>();
    if (prior.exponential()) {
      stages.add(() -> lnOfBoth(prior, strip));
      stages.add(() -> firstMoment(prior, strip));
    } else {
      stages.add(() -> ln(strip.scale.value, prior.inverseScale(), strip.count, strip.lnScale));
      stages.add(() -> ln(strip.shape.value, prior.inverseShape(), strip.count, strip.lnShape));
      stages.add(() -> joinLogs(prior, strip));
      stages.add(() -> priorMoment(prior, strip));
    }
    stages.add(() -> divergenceByScale(prior, klWeight, strip));
    stages.add(() -> divergenceByShape(prior, klWeight, strip));
    return stages;
  }

  @Override
  List<Stage> draw(Strip strip) {
    return List.of(() -> power(strip), () -> drawn(strip));
  }

  @Override
  List<Stage> moments(Strip strip) {
    return List.of(() -> meanAndVariance(strip));
  }

  @Override
  List<Stage> expect(Strip strip) {
    return List.of(
        () -> readMean(strip),
        () -> spreadSlope(strip),
        () -> penalizeScale(strip),
        () -> penalizeShape(strip));
  }

  /** The Feistel rounds of {@link Noise}. */
  private static void scramble(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      IntVector y =
          IntVector.fromArray(INTS, strip.rowHigh, i)
              .lanewise(VectorOperators.XOR, IntVector.fromArray(INTS, strip.partHigh, i));
      IntVector x =
          IntVector.fromArray(INTS, strip.rowLow, i)
              .add(IntVector.fromArray(INTS, strip.partLow, i));
      x = x.lanewise(VectorOperators.XOR, mix(y));
      y = y.lanewise(VectorOperators.XOR, mix(x));
      x = x.lanewise(VectorOperators.XOR, mix(y));
      x.intoArray(strip.low, i);
      y.intoArray(strip.high, i);
    }
  }

  private static IntVector mix(IntVector v) {
    IntVector z = v.lanewise(VectorOperators.XOR, v.lanewise(VectorOperators.LSHR, 16)).mul(MIX_1);
    z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 15)).mul(MIX_2);
    return z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 16));
  }

  /** The smaller of eps and 1 - eps, negative where that is 1 - eps. */
  private static void sides(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      IntVector y = IntVector.fromArray(INTS, strip.high, i);
      IntVector flip = y.lanewise(VectorOperators.ASHR, 31);
      IntVector high = y.lanewise(VectorOperators.XOR, flip);
      IntVector low =
          IntVector.fromArray(INTS, strip.low, i)
              .lanewise(VectorOperators.XOR, flip)
              .lanewise(VectorOperators.LSHR, 12);
      FloatVector lowest = toFloat(low.add(low).add(INT_ONE)).mul(POW_53);
      FloatVector tail = toFloat(high.lanewise(VectorOperators.AND, HALF_WORD)).fma(POW_32, lowest);
      FloatVector q = toFloat(high.lanewise(VectorOperators.LSHR, 16)).fma(POW_16, tail);
      q.reinterpretAsInts()
          .lanewise(VectorOperators.OR, flip.lanewise(VectorOperators.LSHL, 31))
          .reinterpretAsFloats()
          .intoArray(strip.side, i);
    }
  }

  /** -ln eps from the sides. */
  private static void exponential(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector side = FloatVector.fromArray(FLOATS, strip.side, i);
      FloatVector q = side.abs();
      negate(VectorFloat32.ln(q))
          .blend(VectorFloat32.minusLn1m(q), side.compare(VectorOperators.LT, ZERO))
          .intoArray(strip.lnNoise, i);
    }
  }

  /** t = e^-|sharpness z|, left in slope. */
  private static void softplusTail(
      float sharpness, float min, float max, Strip strip, Strip.Activated activated) {
    FloatVector lower = all(min);
    FloatVector upper = all(max);
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector z = FloatVector.fromArray(FLOATS, activated.input, strip.at + i);
      z = within(z, lower, upper).mul(sharpness);
      VectorFloat32.exp(negate(VectorFloat32.atMost(z.abs(), TAIL_BITS)))
          .intoArray(activated.slope, i);
    }
  }

  /** softplus(sharpness z) / sharpness, a power of two, which multiplies without rounding. */
  private static void softplus(
      float sharpness, float min, float max, Strip strip, Strip.Activated activated) {
    FloatVector lower = all(min);
    FloatVector upper = all(max);
    float inverse = 1f / sharpness;
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector in = FloatVector.fromArray(FLOATS, activated.input, strip.at + i);
      FloatVector clamped = within(in, lower, upper);
      FloatVector z = clamped.mul(sharpness);
      FloatVector t = FloatVector.fromArray(FLOATS, activated.slope, i);
      VectorMask<Float> positive = z.compare(VectorOperators.GT, ZERO);
      FloatVector f = positive(z).add(VectorFloat32.ln1p(t)).mul(inverse);
      FloatVector df = t.blend(ONE, positive).div(t.add(ONE));
      f.intoArray(activated.value, i);
      inside(df, in, clamped).intoArray(activated.slope, i);
    }
  }

  private static void exp(float min, float max, Strip strip, Strip.Activated activated) {
    FloatVector lower = all(min);
    FloatVector upper = all(max);
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector in = FloatVector.fromArray(FLOATS, activated.input, strip.at + i);
      FloatVector z = within(in, lower, upper);
      FloatVector f = VectorFloat32.exp(z);
      f.intoArray(activated.value, i);
      inside(f, in, z).intoArray(activated.slope, i);
    }
  }

  private static void relu(float min, float max, Strip strip, Strip.Activated activated) {
    FloatVector lower = all(min);
    FloatVector upper = all(max);
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector in = FloatVector.fromArray(FLOATS, activated.input, strip.at + i);
      FloatVector z = within(in, lower, upper);
      VectorMask<Float> positive = z.compare(VectorOperators.GT, ZERO);
      positive(z).intoArray(activated.value, i);
      inside(ZERO.blend(ONE, positive), in, z).intoArray(activated.slope, i);
    }
  }

  private static void elu1(float min, float max, Strip strip, Strip.Activated activated) {
    FloatVector lower = all(min);
    FloatVector upper = all(max);
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector in = FloatVector.fromArray(FLOATS, activated.input, strip.at + i);
      FloatVector z = within(in, lower, upper);
      VectorMask<Float> positive = z.compare(VectorOperators.GT, ZERO);
      FloatVector t = VectorFloat32.exp(z.blend(ZERO, positive));
      t.blend(z.add(ONE), positive).intoArray(activated.value, i);
      inside(t, in, z).intoArray(activated.slope, i);
    }
  }

  private static void finishScale(float floor, Strip strip) {
    IntVector lower = bits(SCALE_LOWEST);
    IntVector upper = bits(SCALE_HIGHEST);
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector raised = FloatVector.fromArray(FLOATS, strip.scale.value, i).add(floor);
      FloatVector scale = VectorFloat32.positiveWithin(raised, lower, upper);
      scale.intoArray(strip.scale.value, i);
      ONE.div(scale).intoArray(strip.inverseScale, i);
    }
  }

  private static void finishShape(float floor, Strip strip) {
    IntVector lower = bits(SHAPE_LOWEST);
    IntVector upper = bits(SHAPE_HIGHEST);
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector raised = FloatVector.fromArray(FLOATS, strip.shape.value, i).add(floor);
      FloatVector shape = VectorFloat32.positiveWithin(raised, lower, upper);
      shape.intoArray(strip.shape.value, i);
      ONE.div(shape).intoArray(strip.inverseShape, i);
    }
  }

  private static void gamma(float factor, Strip strip, float[] out) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, strip.inverseShape, i).mul(factor);
      VectorFloat32.gamma1p(u).intoArray(out, i);
    }
  }

  private static void digamma(float factor, Strip strip, float[] out) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, strip.inverseShape, i).mul(factor);
      VectorFloat32.digamma1p(u).intoArray(out, i);
    }
  }

  private static void ln(float[] values, float factor, int count, float[] out) {
    for (int i = 0; i < count; i += LANES) {
      VectorFloat32.ln(FloatVector.fromArray(FLOATS, values, i).mul(factor)).intoArray(out, i);
    }
  }

  /** ln(k/k0) - ln(lambda/lambda0) by one logarithm, for k0 = 1. */
  private static void lnOfBoth(PriorTerms prior, Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector shape =
          FloatVector.fromArray(FLOATS, strip.shape.value, i).mul(prior.inverseShape());
      FloatVector inverse = FloatVector.fromArray(FLOATS, strip.inverseScale, i).mul(prior.scale());
      VectorFloat32.ln(shape.mul(inverse)).intoArray(strip.lnShape, i);
    }
  }

  private static void joinLogs(PriorTerms prior, Strip strip) {
    FloatVector minusK0 = all(-prior.shape());
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector.fromArray(FLOATS, strip.lnScale, i)
          .fma(minusK0, FloatVector.fromArray(FLOATS, strip.lnShape, i))
          .intoArray(strip.lnShape, i);
    }
  }

  /** (lambda/lambda0) Gamma(1 + 1/k), for k0 = 1. */
  private static void firstMoment(PriorTerms prior, Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector ratio =
          FloatVector.fromArray(FLOATS, strip.scale.value, i).mul(prior.inverseScale());
      FloatVector moment = ratio.mul(FloatVector.fromArray(FLOATS, strip.prior.gamma, i));
      VectorFloat32.atMost(moment, LIMIT_BITS).intoArray(strip.moment, i);
    }
  }

  /** (lambda/lambda0)^k0 Gamma(1 + k0/k). */
  private static void priorMoment(PriorTerms prior, Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector lnScale = FloatVector.fromArray(FLOATS, strip.lnScale, i);
      FloatVector power =
          VectorFloat32.exp(within(lnScale.mul(prior.shape()), EXP_MIN_ALL, EXP_MAX_ALL));
      FloatVector moment = power.mul(FloatVector.fromArray(FLOATS, strip.prior.gamma, i));
      VectorFloat32.atMost(moment, LIMIT_BITS).intoArray(strip.moment, i);
    }
  }

  private static void divergenceByScale(PriorTerms prior, float klWeight, Strip strip) {
    FloatVector k0 = all(prior.shape());
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, strip.inverseShape, i).mul(k0);
      FloatVector excess = FloatVector.fromArray(FLOATS, strip.moment, i).sub(ONE);
      FloatVector kl = u.sub(ONE).fma(EULER_ALL, excess);
      kl.add(FloatVector.fromArray(FLOATS, strip.lnShape, i)).intoArray(strip.kl, i);
      FloatVector byScale =
          FloatVector.fromArray(FLOATS, strip.scale.slope, i)
              .mul(FloatVector.fromArray(FLOATS, strip.inverseScale, i))
              .mul(excess.mul(k0));
      limited(byScale).mul(klWeight).intoArray(strip.gradA, strip.at + i);
    }
  }

  private static void divergenceByShape(PriorTerms prior, float klWeight, Strip strip) {
    FloatVector k0 = all(prior.shape());
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector inverse = FloatVector.fromArray(FLOATS, strip.inverseShape, i);
      FloatVector product =
          FloatVector.fromArray(FLOATS, strip.moment, i)
              .fma(FloatVector.fromArray(FLOATS, strip.prior.digamma, i), EULER_ALL);
      FloatVector factor = negate(inverse.mul(k0)).fma(product, ONE);
      FloatVector slope = FloatVector.fromArray(FLOATS, strip.shape.slope, i);
      limited(factor.mul(inverse.mul(slope))).mul(klWeight).intoArray(strip.gradC, strip.at + i);
    }
  }

  /** L^(1/k). */
  private static void power(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector exponent =
          FloatVector.fromArray(FLOATS, strip.lnNoise, i)
              .mul(FloatVector.fromArray(FLOATS, strip.inverseShape, i));
      VectorFloat32.exp(within(exponent, POWER_MIN_ALL, POWER_MAX_ALL)).intoArray(strip.power, i);
    }
  }

  private static void drawn(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector power = FloatVector.fromArray(FLOATS, strip.power, i);
      FloatVector inverse = FloatVector.fromArray(FLOATS, strip.inverseShape, i);
      FloatVector exponent = FloatVector.fromArray(FLOATS, strip.lnNoise, i).mul(inverse);
      FloatVector slope =
          within(exponent, POWER_MIN_ALL, POWER_MAX_ALL)
              .mul(inverse)
              .mul(FloatVector.fromArray(FLOATS, strip.shape.slope, i));
      limited(power.mul(FloatVector.fromArray(FLOATS, strip.scale.slope, i)))
          .intoArray(strip.hByA, strip.at + i);
      FloatVector h = limited(power.mul(FloatVector.fromArray(FLOATS, strip.scale.value, i)));
      h.intoArray(strip.h, strip.at + i);
      limited(negate(h).mul(slope)).intoArray(strip.hByC, strip.at + i);
    }
  }

  private static void meanAndVariance(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector w = FloatVector.fromArray(FLOATS, strip.inverseShape, i);
      FloatVector one = FloatVector.fromArray(FLOATS, strip.one.gamma, i);
      FloatVector direct = negate(one).fma(one, FloatVector.fromArray(FLOATS, strip.two.gamma, i));
      FloatVector spread =
          VectorFloat32.spread(w).blend(direct, w.compare(VectorOperators.GT, SERIES_MAX_ALL));
      spread = spread.blend(LIMIT_ALL, w.compare(VectorOperators.GT, MOMENT_MAX_ALL));
      FloatVector scale = FloatVector.fromArray(FLOATS, strip.scale.value, i);
      spread.intoArray(strip.spread, i);
      limited(scale.mul(one)).intoArray(strip.mean, i);
      limited(scale.mul(scale).mul(spread)).intoArray(strip.variance, i);
    }
  }

  private static void readMean(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector w = FloatVector.fromArray(FLOATS, strip.inverseShape, i);
      FloatVector mean = FloatVector.fromArray(FLOATS, strip.mean, i);
      FloatVector kSlope = FloatVector.fromArray(FLOATS, strip.shape.slope, i).mul(w.mul(w));
      FloatVector one = FloatVector.fromArray(FLOATS, strip.one.gamma, i);
      FloatVector psi = FloatVector.fromArray(FLOATS, strip.one.digamma, i);
      mean.intoArray(strip.h, strip.at + i);
      limited(one.mul(FloatVector.fromArray(FLOATS, strip.scale.slope, i)))
          .intoArray(strip.hByA, strip.at + i);
      limited(negate(mean.mul(psi)).mul(kSlope)).intoArray(strip.hByC, strip.at + i);
    }
  }

  private static void spreadSlope(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector w = FloatVector.fromArray(FLOATS, strip.inverseShape, i);
      FloatVector one = FloatVector.fromArray(FLOATS, strip.one.gamma, i);
      FloatVector psiOne = FloatVector.fromArray(FLOATS, strip.one.digamma, i);
      FloatVector two = FloatVector.fromArray(FLOATS, strip.two.gamma, i);
      FloatVector psiTwo = FloatVector.fromArray(FLOATS, strip.two.digamma, i);
      FloatVector direct = negate(one.mul(one)).fma(psiOne, two.mul(psiTwo)).mul(TWO);
      FloatVector slope =
          VectorFloat32.spreadSlope(w).blend(direct, w.compare(VectorOperators.GT, SERIES_MAX_ALL));
      slope
          .blend(ZERO, w.compare(VectorOperators.GT, MOMENT_MAX_ALL))
          .intoArray(strip.spreadSlope, i);
    }
  }

  private static void penalizeScale(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector byScale =
          FloatVector.fromArray(FLOATS, strip.scale.value, i)
              .mul(TWO)
              .mul(FloatVector.fromArray(FLOATS, strip.scale.slope, i))
              .mul(FloatVector.fromArray(FLOATS, strip.spread, i));
      FloatVector gradA = FloatVector.fromArray(FLOATS, strip.gradA, strip.at + i);
      FloatVector penalty = FloatVector.fromArray(FLOATS, strip.penalty, i);
      limited(limited(byScale).fma(penalty, gradA)).intoArray(strip.gradA, strip.at + i);
    }
  }

  private static void penalizeShape(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector w = FloatVector.fromArray(FLOATS, strip.inverseShape, i);
      FloatVector scale = FloatVector.fromArray(FLOATS, strip.scale.value, i);
      FloatVector kSlope = FloatVector.fromArray(FLOATS, strip.shape.slope, i).mul(w.mul(w));
      FloatVector slope = FloatVector.fromArray(FLOATS, strip.spreadSlope, i);
      FloatVector byShape = negate(slope.mul(kSlope)).mul(scale).mul(scale);
      FloatVector gradC = FloatVector.fromArray(FLOATS, strip.gradC, strip.at + i);
      FloatVector penalty = FloatVector.fromArray(FLOATS, strip.penalty, i);
      limited(limited(byShape).fma(penalty, gradC)).intoArray(strip.gradC, strip.at + i);
    }
  }

  @Override
  void addRowKl(Strip strip, int from, int row, int length, LatentTile tile) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector old = FloatVector.fromArray(FLOATS, tile.klHigh, row + i);
      FloatVector term = FloatVector.fromArray(FLOATS, strip.kl, from + i);
      FloatVector sum = old.add(term);
      FloatVector added = sum.sub(old);
      FloatVector error = old.sub(sum.sub(added)).add(term.sub(added));
      sum.intoArray(tile.klHigh, row + i);
      FloatVector.fromArray(FLOATS, tile.klLow, row + i).add(error).intoArray(tile.klLow, row + i);
    }
    for (; i < length; i++) {
      PlainLatentArithmetic.addRowKl(strip.kl[from + i], row + i, tile);
    }
  }

  /** The lanes past the count are those of an earlier strip, and are masked out. */
  @Override
  boolean anyWide(Strip strip) {
    boolean any = false;
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector w = FloatVector.fromArray(FLOATS, strip.inverseShape, i);
      any |=
          w.compare(VectorOperators.GT, SERIES_MAX_ALL)
              .and(FLOATS.indexInRange(i, strip.count))
              .anyTrue();
    }
    return any;
  }

  private static FloatVector positive(FloatVector z) {
    return z.reinterpretAsInts().max(INT_ZERO).reinterpretAsFloats();
  }

  /** The slope where clamping changed nothing, else 0. */
  private static FloatVector inside(FloatVector slope, FloatVector in, FloatVector clamped) {
    return ZERO.blend(slope, in.compare(VectorOperators.EQ, clamped));
  }

  private static FloatVector limited(FloatVector x) {
    return VectorFloat32.magnitudeAtMost(x, LIMIT_BITS);
  }
}
