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
 * compiler stops inlining, and then allocates every vector, after some forty operations in all that
 * it compiles at once; so a stage is one loop, and does nothing where another is to run instead.
 */
final class VectorLatentArithmetic extends StagedLatentArithmetic {

  private static final int LANES = FLOATS.length();

  /**
   * As many as 2/k asks for where k is at least 1/2; each is made only where some pair needs it.
   */
  private static final int USUAL_REDUCTIONS = 3;

  private static final IntVector INT_ONE = IntVector.broadcast(INTS, 1);
  private static final IntVector HALF_WORD = IntVector.broadcast(INTS, 0xFFFF);
  private static final IntVector MIX_1 = IntVector.broadcast(INTS, Noise.MIX_1);
  private static final IntVector MIX_2 = IntVector.broadcast(INTS, Noise.MIX_2);
  private static final IntVector EXP_MIN_BITS = bits(-Float32.EXP_MIN);
  private static final IntVector EXP_MAX_BITS = bits(Float32.EXP_MAX);
  private static final IntVector MAGNITUDE = IntVector.broadcast(INTS, 0x7fffffff);
  private static final IntVector SIGN = IntVector.broadcast(INTS, 0x80000000);
  private static final IntVector INT_ZERO = IntVector.zero(INTS);
  private static final IntVector LIMIT_BITS = bits(LIMIT);
  private static final IntVector POWER_MIN_BITS = bits(-POWER_MIN);
  private static final IntVector POWER_MAX_BITS = bits(POWER_MAX);

  @Override
  public String name() {
    return "vector-" + FLOATS.vectorBitSize();
  }

  @Override
  List<Stage> noise(Strip strip) {
    return List.of(
        () -> sides(strip),
        () -> minusLnOfSide(strip),
        () -> chooseSide(strip),
        () -> ln(strip.lnNoise, 1f, strip.count, strip.lnNoise));
  }

  @Override
  List<Stage> activate(LatentSpec spec, Strip strip) {
    List<Stage> stages = new ArrayList<>();
    stages.addAll(
        activation(spec.scaleActivation(), spec.scaleMin(), spec.scaleMax(), strip, strip.scale));
    stages.addAll(
        activation(spec.shapeActivation(), spec.shapeMin(), spec.shapeMax(), strip, strip.shape));
    IntVector lowestScale = bits(SCALE_LOWEST);
    IntVector highestScale = bits(SCALE_HIGHEST);
    IntVector lowestShape = bits(SHAPE_LOWEST);
    IntVector highestShape = bits(SHAPE_HIGHEST);
    stages.add(() -> finish(spec.scaleFloor(), lowestScale, highestScale, strip, strip.scale));
    stages.add(() -> finish(spec.shapeFloor(), lowestShape, highestShape, strip, strip.shape));
    return stages;
  }

  private static List<Stage> activation(
      Activation activation, float min, float max, Strip strip, Strip.Activated activated) {
    IntVector limit = bits(-lower(activation, min));
    IntVector upper = bits(upper(activation, max));
    return switch (activation) {
      case SOFTPLUS8 -> softplus(8f, limit, upper, strip, activated);
      case SOFTPLUS -> softplus(1f, limit, upper, strip, activated);
      case EXP -> List.of(() -> exp(limit, upper, strip, activated));
      case RELU -> List.of(() -> relu(limit, upper, strip, activated));
      case ELU1 -> List.of(() -> elu1(limit, upper, strip, activated));
    };
  }

  /** Adds the floor, keeps the sum within bounds, and stores one over it. */
  private static void finish(
      float floor, IntVector lowest, IntVector highest, Strip strip, Strip.Activated activated) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector raised = FloatVector.fromArray(FLOATS, activated.value, i).add(all(floor));
      FloatVector value = VectorFloat32.positiveWithin(raised, lowest, highest);
      value.intoArray(activated.value, i);
      all(1f).div(value).intoArray(activated.inverse, i);
    }
  }

  private static List<Stage> softplus(
      float sharpness, IntVector limit, IntVector upper, Strip strip, Strip.Activated activated) {
    return List.of(
        () -> softplusTail(sharpness, limit, upper, strip, activated),
        () -> softplusSlope(sharpness, strip, activated),
        () -> softplus(sharpness, strip, activated));
  }

  @Override
  List<Stage> gammas(float factor, Strip strip, Strip.Gammas gammas) {
    List<Stage> stages = new ArrayList<>();
    stages.add(() -> gammas.reductions = 0);
    for (int times = 0; times < USUAL_REDUCTIONS; times++) {
      int done = times;
      stages.add(() -> countReduction(done, factor, strip, gammas));
    }
    stages.add(() -> narrowGammas(factor, strip, gammas));
    stages.add(() -> beginReducing(factor, strip, gammas));
    for (int times = 0; times < USUAL_REDUCTIONS; times++) {
      int done = times;
      stages.add(() -> reduceOnce(done, strip, gammas));
    }
    stages.add(() -> reduceFurther(strip, gammas));
    stages.add(() -> gamma(strip, gammas));
    stages.add(() -> digamma(factor, strip, gammas));
    stages.add(() -> lnOfLarge(factor, strip, gammas));
    stages.add(() -> largeDigamma(factor, strip, gammas));
    stages.add(() -> moveToQuotient(factor, strip, gammas));
    return stages;
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
    return List.of(() -> spread(strip), () -> wideSpread(strip), () -> meanAndVariance(strip));
  }

  @Override
  List<Stage> expect(Strip strip) {
    return List.of(
        () -> readMean(strip),
        () -> spreadSlope(strip),
        () -> wideSpreadSlope(strip),
        () -> penalizeScale(strip),
        () -> penalizeShape(strip));
  }

  /** The Feistel rounds of {@link Noise}. Lanes past the length mean nothing. */
  @Override
  void scramble(Strip strip, int from, int row, int length, long part) {
    IntVector partHigh = IntVector.broadcast(INTS, Noise.high(part));
    IntVector partLow = IntVector.broadcast(INTS, Noise.low(part));
    for (int i = 0; i < length; i += LANES) {
      IntVector y =
          IntVector.fromArray(INTS, strip.rowHigh, row + i).lanewise(VectorOperators.XOR, partHigh);
      IntVector x = IntVector.fromArray(INTS, strip.rowLow, row + i).add(partLow);
      x = x.lanewise(VectorOperators.XOR, mix(y));
      y = y.lanewise(VectorOperators.XOR, mix(x));
      x = x.lanewise(VectorOperators.XOR, mix(y));
      x.intoArray(strip.low, from + i);
      y.intoArray(strip.high, from + i);
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
      IntVector flip = VectorFloat32.negative(y);
      IntVector high = y.lanewise(VectorOperators.XOR, flip);
      IntVector low =
          IntVector.fromArray(INTS, strip.low, i)
              .lanewise(VectorOperators.XOR, flip)
              .lanewise(VectorOperators.LSHR, 12);
      FloatVector lowest = toFloat(low.add(low).add(INT_ONE)).mul(all(Noise.TWO_POW_MINUS_53));
      FloatVector tail =
          toFloat(high.lanewise(VectorOperators.AND, HALF_WORD))
              .fma(all(Noise.TWO_POW_MINUS_32), lowest);
      FloatVector q =
          toFloat(high.lanewise(VectorOperators.LSHR, 16)).fma(all(Noise.TWO_POW_MINUS_16), tail);
      q.reinterpretAsInts()
          .lanewise(VectorOperators.OR, flip.lanewise(VectorOperators.LSHL, 31))
          .reinterpretAsFloats()
          .intoArray(strip.side, i);
    }
  }

  /** -ln q of each side q, which is -ln eps where q is eps. */
  private static void minusLnOfSide(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector q = FloatVector.fromArray(FLOATS, strip.side, i).abs();
      negate(VectorFloat32.ln(q)).intoArray(strip.lnNoise, i);
    }
  }

  /** -ln(1 - q) instead where q is 1 - eps. */
  private static void chooseSide(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      IntVector side = FloatVector.fromArray(FLOATS, strip.side, i).reinterpretAsInts();
      FloatVector q = side.lanewise(VectorOperators.AND, MAGNITUDE).reinterpretAsFloats();
      VectorFloat32.select(
              VectorFloat32.negative(side),
              VectorFloat32.minusLn1m(q),
              FloatVector.fromArray(FLOATS, strip.lnNoise, i))
          .intoArray(strip.lnNoise, i);
    }
  }

  /** z = sharpness times the clamped input, left in slope, and t = e^-|z|, left in value. */
  private static void softplusTail(
      float sharpness, IntVector limit, IntVector max, Strip strip, Strip.Activated activated) {
    FloatVector factor = all(sharpness);
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector in = FloatVector.fromArray(FLOATS, activated.input, strip.at + i);
      FloatVector z = within(in, limit, max).mul(factor);
      z.intoArray(activated.slope, i);
      VectorFloat32.exp(minusMagnitude(z, EXP_MIN_BITS)).intoArray(activated.value, i);
    }
  }

  /** t/(1 + t) for negative and 1/(1 + t) for positive z; max(0, z) is left in inverse. */
  private static void softplusSlope(float sharpness, Strip strip, Strip.Activated activated) {
    FloatVector factor = all(sharpness);
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector in = FloatVector.fromArray(FLOATS, activated.input, strip.at + i);
      FloatVector z = FloatVector.fromArray(FLOATS, activated.slope, i);
      FloatVector t = FloatVector.fromArray(FLOATS, activated.value, i);
      positive(z).intoArray(activated.inverse, i);
      IntVector negative = VectorFloat32.negative(z.reinterpretAsInts());
      FloatVector slope = VectorFloat32.select(negative, t, all(1f)).div(t.add(all(1f)));
      inside(slope, in.mul(factor), z).intoArray(activated.slope, i);
    }
  }

  /**
   * softplus(z) / sharpness; the sharpness is a power of two, which multiplies without rounding.
   */
  private static void softplus(float sharpness, Strip strip, Strip.Activated activated) {
    FloatVector inverse = all(1f / sharpness);
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector positive = FloatVector.fromArray(FLOATS, activated.inverse, i);
      FloatVector t = FloatVector.fromArray(FLOATS, activated.value, i);
      positive.add(VectorFloat32.ln1p(t)).mul(inverse).intoArray(activated.value, i);
    }
  }

  /** -|x|, its magnitude at most max. */
  private static FloatVector minusMagnitude(FloatVector x, IntVector max) {
    return x.reinterpretAsInts()
        .lanewise(VectorOperators.AND, MAGNITUDE)
        .min(max)
        .lanewise(VectorOperators.OR, SIGN)
        .reinterpretAsFloats();
  }

  private static void exp(IntVector limit, IntVector max, Strip strip, Strip.Activated activated) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector in = FloatVector.fromArray(FLOATS, activated.input, strip.at + i);
      FloatVector z = within(in, limit, max);
      FloatVector f = VectorFloat32.exp(z);
      f.intoArray(activated.value, i);
      inside(f, in, z).intoArray(activated.slope, i);
    }
  }

  private static void relu(IntVector limit, IntVector max, Strip strip, Strip.Activated activated) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector in = FloatVector.fromArray(FLOATS, activated.input, strip.at + i);
      FloatVector z = within(in, limit, max);
      positive(z).intoArray(activated.value, i);
      FloatVector slope = all(0f).blend(all(1f), z.compare(VectorOperators.GT, all(0f)));
      inside(slope, in, z).intoArray(activated.slope, i);
    }
  }

  private static void elu1(IntVector limit, IntVector max, Strip strip, Strip.Activated activated) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector in = FloatVector.fromArray(FLOATS, activated.input, strip.at + i);
      FloatVector z = within(in, limit, max);
      VectorMask<Float> positive = z.compare(VectorOperators.GT, all(0f));
      FloatVector t = VectorFloat32.exp(z.blend(all(0f), positive));
      t.blend(z.add(all(1f)), positive).intoArray(activated.value, i);
      inside(t, in, z).intoArray(activated.slope, i);
    }
  }

  /** Both for u = factor / k of at most 1. */
  private static void narrowGammas(float factor, Strip strip, Strip.Gammas gammas) {
    if (gammas.reductions > 0) {
      return;
    }
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, strip.shape.inverse, i).mul(factor);
      VectorFloat32.narrowGamma1p(u).intoArray(gammas.gamma, i);
      VectorFloat32.narrowDigamma1p(u).intoArray(gammas.digamma, i);
    }
  }

  /** Gamma(1 + u) = u Gamma(u), until no u is above 1, as {@link Float32#gamma1p} does. */
  private static void beginReducing(float factor, Strip strip, Strip.Gammas gammas) {
    if (gammas.reductions == 0) {
      return;
    }
    IntVector most = bits(Float32.GAMMA_MAX);
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, strip.shape.inverse, i).mul(factor);
      VectorFloat32.atMost(u, most).intoArray(strip.reduced, i);
      all(1f).intoArray(strip.product, i);
      all(0f).intoArray(strip.productError, i);
    }
  }

  /** One more where some u is above what those before it reach. */
  private static void countReduction(int done, float factor, Strip strip, Strip.Gammas gammas) {
    if (gammas.reductions == done && anyAbove(done + 1, factor, strip.shape.inverse, strip.count)) {
      gammas.reductions++;
    }
  }

  private static void reduceFurther(Strip strip, Strip.Gammas gammas) {
    while (gammas.reductions == USUAL_REDUCTIONS && anyAbove(1f, 1f, strip.reduced, strip.count)) {
      reduceOnce(0, strip, gammas);
    }
  }

  private static void reduceOnce(int done, Strip strip, Strip.Gammas gammas) {
    if (gammas.reductions <= done) {
      return;
    }
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector f = FloatVector.fromArray(FLOATS, strip.reduced, i);
      FloatVector product = FloatVector.fromArray(FLOATS, strip.product, i);
      FloatVector error = FloatVector.fromArray(FLOATS, strip.productError, i);
      IntVector above = VectorFloat32.above(f, 1f);
      FloatVector next = product.mul(f);
      FloatVector rounding = product.fma(f, negate(next));
      VectorFloat32.select(above, error.fma(f, rounding), error).intoArray(strip.productError, i);
      VectorFloat32.select(above, next, product).intoArray(strip.product, i);
      VectorFloat32.select(above, f.sub(all(1f)), f).intoArray(strip.reduced, i);
    }
  }

  private static void gamma(Strip strip, Strip.Gammas gammas) {
    if (gammas.reductions == 0) {
      return;
    }
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector g = VectorFloat32.narrowGamma1p(FloatVector.fromArray(FLOATS, strip.reduced, i));
      FloatVector error = FloatVector.fromArray(FLOATS, strip.productError, i);
      FloatVector.fromArray(FLOATS, strip.product, i)
          .fma(g, error.mul(g))
          .intoArray(gammas.gamma, i);
    }
  }

  private static void digamma(float factor, Strip strip, Strip.Gammas gammas) {
    if (gammas.reductions == 0) {
      return;
    }
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, strip.shape.inverse, i).mul(factor);
      VectorFloat32.narrowDigamma1p(u).intoArray(gammas.digamma, i);
    }
  }

  private static void lnOfLarge(float factor, Strip strip, Strip.Gammas gammas) {
    if (gammas.reductions == 0) {
      return;
    }
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, strip.shape.inverse, i).mul(factor);
      VectorFloat32.ln(u.add(all(0.5f))).intoArray(strip.lnOfLarge, i);
    }
  }

  /** In place of the polynomial where u is above 1. */
  private static void largeDigamma(float factor, Strip strip, Strip.Gammas gammas) {
    if (gammas.reductions == 0) {
      return;
    }
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, strip.shape.inverse, i).mul(factor);
      FloatVector lnZ = FloatVector.fromArray(FLOATS, strip.lnOfLarge, i);
      VectorFloat32.select(
              VectorFloat32.above(u, 1f),
              VectorFloat32.largeDigamma1p(u.add(all(0.5f)), lnZ),
              FloatVector.fromArray(FLOATS, gammas.digamma, i))
          .intoArray(gammas.digamma, i);
    }
  }

  private static void moveToQuotient(float factor, Strip strip, Strip.Gammas gammas) {
    if (gammas.reductions == 0) {
      return;
    }
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector inverse = FloatVector.fromArray(FLOATS, strip.shape.inverse, i);
      FloatVector u = inverse.mul(factor);
      FloatVector shape = FloatVector.fromArray(FLOATS, strip.shape.value, i);
      FloatVector rest = negate(u).fma(shape, all(factor)).mul(inverse);
      FloatVector gamma = FloatVector.fromArray(FLOATS, gammas.gamma, i);
      FloatVector moved =
          gamma.fma(FloatVector.fromArray(FLOATS, gammas.digamma, i).mul(rest), gamma);
      VectorFloat32.select(VectorFloat32.above(u, 1f), moved, gamma).intoArray(gammas.gamma, i);
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
      FloatVector inverse =
          FloatVector.fromArray(FLOATS, strip.scale.inverse, i).mul(prior.scale());
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
          VectorFloat32.exp(within(lnScale.mul(prior.shape()), EXP_MIN_BITS, EXP_MAX_BITS));
      FloatVector moment = power.mul(FloatVector.fromArray(FLOATS, strip.prior.gamma, i));
      VectorFloat32.atMost(moment, LIMIT_BITS).intoArray(strip.moment, i);
    }
  }

  private static void divergenceByScale(PriorTerms prior, float klWeight, Strip strip) {
    FloatVector k0 = all(prior.shape());
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector u = FloatVector.fromArray(FLOATS, strip.shape.inverse, i).mul(k0);
      FloatVector excess = FloatVector.fromArray(FLOATS, strip.moment, i).sub(all(1f));
      FloatVector kl = u.sub(all(1f)).fma(all(EULER), excess);
      kl.add(FloatVector.fromArray(FLOATS, strip.lnShape, i)).intoArray(strip.kl, i);
      FloatVector byScale =
          FloatVector.fromArray(FLOATS, strip.scale.slope, i)
              .mul(FloatVector.fromArray(FLOATS, strip.scale.inverse, i))
              .mul(excess.mul(k0));
      limited(byScale).mul(klWeight).intoArray(strip.gradA, strip.at + i);
    }
  }

  private static void divergenceByShape(PriorTerms prior, float klWeight, Strip strip) {
    FloatVector k0 = all(prior.shape());
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector inverse = FloatVector.fromArray(FLOATS, strip.shape.inverse, i);
      FloatVector product =
          FloatVector.fromArray(FLOATS, strip.moment, i)
              .fma(FloatVector.fromArray(FLOATS, strip.prior.digamma, i), all(EULER));
      FloatVector factor = negate(inverse.mul(k0)).fma(product, all(1f));
      FloatVector slope = FloatVector.fromArray(FLOATS, strip.shape.slope, i);
      limited(factor.mul(inverse.mul(slope))).mul(klWeight).intoArray(strip.gradC, strip.at + i);
    }
  }

  /** L^(1/k) and its exponent. */
  private static void power(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector exponent =
          within(
              FloatVector.fromArray(FLOATS, strip.lnNoise, i)
                  .mul(FloatVector.fromArray(FLOATS, strip.shape.inverse, i)),
              POWER_MIN_BITS,
              POWER_MAX_BITS);
      exponent.intoArray(strip.exponent, i);
      VectorFloat32.exp(exponent).intoArray(strip.power, i);
    }
  }

  /** h = lambda L^(1/k) and its derivatives; scale, its slope and the power are at least 0. */
  private static void drawn(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector power = FloatVector.fromArray(FLOATS, strip.power, i);
      VectorFloat32.atMost(
              power.mul(FloatVector.fromArray(FLOATS, strip.scale.slope, i)), LIMIT_BITS)
          .intoArray(strip.hByA, strip.at + i);
      FloatVector h =
          VectorFloat32.atMost(
              power.mul(FloatVector.fromArray(FLOATS, strip.scale.value, i)), LIMIT_BITS);
      h.intoArray(strip.h, strip.at + i);
      FloatVector slope =
          FloatVector.fromArray(FLOATS, strip.exponent, i)
              .mul(FloatVector.fromArray(FLOATS, strip.shape.inverse, i))
              .mul(FloatVector.fromArray(FLOATS, strip.shape.slope, i));
      limited(negate(h).mul(slope)).intoArray(strip.hByC, strip.at + i);
    }
  }

  private static void spread(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector w = FloatVector.fromArray(FLOATS, strip.shape.inverse, i);
      VectorFloat32.spread(w).intoArray(strip.spread, i);
    }
  }

  /** In place of the series where 1/k is above {@link #SERIES_MAX}. */
  private static void wideSpread(Strip strip) {
    if (!strip.wide) {
      return;
    }
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector w = FloatVector.fromArray(FLOATS, strip.shape.inverse, i);
      FloatVector one = FloatVector.fromArray(FLOATS, strip.one.gamma, i);
      FloatVector direct = negate(one).fma(one, FloatVector.fromArray(FLOATS, strip.two.gamma, i));
      FloatVector series = FloatVector.fromArray(FLOATS, strip.spread, i);
      FloatVector spread = VectorFloat32.select(VectorFloat32.above(w, SERIES_MAX), direct, series);
      VectorFloat32.select(VectorFloat32.above(w, MOMENT_MAX), all(LIMIT), spread)
          .intoArray(strip.spread, i);
    }
  }

  private static void meanAndVariance(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector scale = FloatVector.fromArray(FLOATS, strip.scale.value, i);
      FloatVector one = FloatVector.fromArray(FLOATS, strip.one.gamma, i);
      VectorFloat32.atMost(scale.mul(one), LIMIT_BITS).intoArray(strip.mean, i);
      FloatVector spread = FloatVector.fromArray(FLOATS, strip.spread, i);
      limited(scale.mul(scale).mul(spread)).intoArray(strip.variance, i);
    }
  }

  private static void readMean(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector w = FloatVector.fromArray(FLOATS, strip.shape.inverse, i);
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
      FloatVector w = FloatVector.fromArray(FLOATS, strip.shape.inverse, i);
      VectorFloat32.spreadSlope(w).intoArray(strip.spreadSlope, i);
    }
  }

  /** In place of the series where 1/k is above {@link #SERIES_MAX}. */
  private static void wideSpreadSlope(Strip strip) {
    if (!strip.wide) {
      return;
    }
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector w = FloatVector.fromArray(FLOATS, strip.shape.inverse, i);
      FloatVector one = FloatVector.fromArray(FLOATS, strip.one.gamma, i);
      FloatVector psiOne = FloatVector.fromArray(FLOATS, strip.one.digamma, i);
      FloatVector two = FloatVector.fromArray(FLOATS, strip.two.gamma, i);
      FloatVector psiTwo = FloatVector.fromArray(FLOATS, strip.two.digamma, i);
      FloatVector direct = negate(one.mul(one)).fma(psiOne, two.mul(psiTwo)).mul(all(2f));
      FloatVector slope =
          VectorFloat32.select(
              VectorFloat32.above(w, SERIES_MAX),
              direct,
              FloatVector.fromArray(FLOATS, strip.spreadSlope, i));
      VectorFloat32.select(VectorFloat32.above(w, MOMENT_MAX), all(0f), slope)
          .intoArray(strip.spreadSlope, i);
    }
  }

  private static void penalizeScale(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector byScale =
          FloatVector.fromArray(FLOATS, strip.scale.value, i)
              .mul(all(2f))
              .mul(FloatVector.fromArray(FLOATS, strip.scale.slope, i))
              .mul(FloatVector.fromArray(FLOATS, strip.spread, i));
      FloatVector gradA = FloatVector.fromArray(FLOATS, strip.gradA, strip.at + i);
      FloatVector penalty = FloatVector.fromArray(FLOATS, strip.penalty, i);
      limited(limited(byScale).fma(penalty, gradA)).intoArray(strip.gradA, strip.at + i);
    }
  }

  private static void penalizeShape(Strip strip) {
    for (int i = 0; i < strip.count; i += LANES) {
      FloatVector w = FloatVector.fromArray(FLOATS, strip.shape.inverse, i);
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
  void addRowKl(Strip strip, int from, int row, int length) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      FloatVector old = FloatVector.fromArray(FLOATS, strip.klHigh, row + i);
      FloatVector term = FloatVector.fromArray(FLOATS, strip.kl, from + i);
      FloatVector sum = old.add(term);
      FloatVector added = sum.sub(old);
      FloatVector error = old.sub(sum.sub(added)).add(term.sub(added));
      sum.intoArray(strip.klHigh, row + i);
      FloatVector.fromArray(FLOATS, strip.klLow, row + i)
          .add(error)
          .intoArray(strip.klLow, row + i);
    }
    for (; i < length; i++) {
      PlainLatentArithmetic.addRowKl(strip.kl[from + i], row + i, strip);
    }
  }

  /**
   * The lanes past the count are those of an earlier strip; they can only make it true. Four
   * vectors are asked at once, since asking is slow.
   */
  @Override
  boolean anyAbove(float bound, float factor, Strip strip) {
    return anyAbove(bound, factor, strip.shape.inverse, strip.count);
  }

  private static boolean anyAbove(float bound, float factor, float[] values, int count) {
    FloatVector factors = all(factor);
    FloatVector bounds = all(bound);
    boolean any = false;
    for (int i = 0; i < count; i += 4 * LANES) {
      IntVector first = inBits(values, i).max(inBits(values, i + LANES));
      IntVector second = inBits(values, i + 2 * LANES).max(inBits(values, i + 3 * LANES));
      FloatVector largest = first.max(second).reinterpretAsFloats();
      any |= largest.mul(factors).compare(VectorOperators.GT, bounds).anyTrue();
    }
    return any;
  }

  private static IntVector inBits(float[] values, int at) {
    return FloatVector.fromArray(FLOATS, values, at).reinterpretAsInts();
  }

  private static FloatVector positive(FloatVector z) {
    return z.reinterpretAsInts().max(INT_ZERO).reinterpretAsFloats();
  }

  /** The slope where clamping changed nothing, else 0; clamping leaves the sign bit as it is. */
  private static FloatVector inside(FloatVector slope, FloatVector in, FloatVector clamped) {
    IntVector same =
        VectorFloat32.negative(
            in.reinterpretAsInts()
                .lanewise(VectorOperators.XOR, clamped.reinterpretAsInts())
                .sub(INT_ONE));
    return slope.reinterpretAsInts().lanewise(VectorOperators.AND, same).reinterpretAsFloats();
  }

  private static FloatVector limited(FloatVector x) {
    return VectorFloat32.magnitudeAtMost(x, LIMIT_BITS);
  }
}
