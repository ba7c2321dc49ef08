// The latents of a slab of n rows: core's latent arithmetic fused into one kernel, so that a pre-activation is read once
// and nothing but results is written. A block takes some rows of one part. Arrays are part-major: [j * n + i].

// The order of core's enumerations.
enum Activation { SOFTPLUS8, EXP, SOFTPLUS, RELU, ELU1 };

enum Reading { RANDOM, MEDIAN, EXPECTED };

constexpr float SCALE_LOWEST = 1e-18f;
constexpr float SCALE_HIGHEST = 1e15f;
constexpr float SHAPE_LOWEST = 1e-3f;
constexpr float SHAPE_HIGHEST = 1e9f;
constexpr float LIMIT = 1e30f;
constexpr float EXP_ACTIVATION_MAX = 34.5f;
constexpr float POWER_MIN = -69.0f;
constexpr float POWER_MAX = 60.0f;
constexpr float MOMENT_MAX = 16.5f;
constexpr float SERIES_MAX = 0.5f;
// ln(ln 2), rounded.
constexpr float LN_LN2 = -0.36651292058166432701f;

struct Activated {
  float value;
  float slope;
};

DEVICE float within(float x, float min, float max) {
  float t = x < min ? min : x;
  return t > max ? max : t;
}

DEVICE float limited(float x) { return magnitudeAtMost(x, LIMIT); }

DEVICE float positivePart(float z) { return floatOf(greater(bitsOf(z), 0)); }

DEVICE float magnitude(float z) { return floatOf(bitsOf(z) & 0x7fffffff); }

// e^-|z|, as far as float32 goes.
DEVICE float tailOf(float z) { return exp32(-atMost(magnitude(z), -EXP_MIN)); }

// Gamma(1 + u) at u = factor * inverse and its digamma, moved to the exact quotient factor / k where Gamma is steep.
DEVICE float gammaAtQuotient(float factor, float inverse, float k, float digamma) {
  float u = factor * inverse;
  float gamma = gamma1p32(u);
  if (u > 1.0f) {
    float rest = fma32(-u, k, factor) * inverse;
    gamma = fma32(gamma, digamma * rest, gamma);
  }
  return gamma;
}

DEVICE Activated activated(int activation, float in, float min, float max) {
  if ((activation == EXP || activation == ELU1) && min < EXP_MIN) {
    min = EXP_MIN;
  }
  if (activation == EXP && max > EXP_ACTIVATION_MAX) {
    max = EXP_ACTIVATION_MAX;
  }
  float z = within(in, min, max);
  float f;
  float df;
  if (activation == SOFTPLUS8) {
    float t = tailOf(8.0f * z);
    f = 0.125f * (positivePart(8.0f * z) + ln1p32(t));
    df = divided(z > 0.0f ? 1.0f : t, 1.0f + t);
  } else if (activation == EXP) {
    f = exp32(z);
    df = f;
  } else if (activation == SOFTPLUS) {
    float t = tailOf(z);
    f = positivePart(z) + ln1p32(t);
    df = divided(z > 0.0f ? 1.0f : t, 1.0f + t);
  } else if (activation == RELU) {
    f = positivePart(z);
    df = z > 0.0f ? 1.0f : 0.0f;
  } else {
    float t = exp32(z > 0.0f ? 0.0f : z);
    f = z > 0.0f ? z + 1.0f : t;
    df = t;
  }
  Activated result;
  result.value = f;
  result.slope = z == in ? df : 0.0f;
  return result;
}

// From pre-activations a, c (without their biases) to h, dh/da, dh/dc, KL and, in the places of a and c, the direct
// gradients klWeight dKL/da (EXPECTED: + penalty dVar/da). kl, mean and variance are written when they are not null.
// given holds ln(-ln eps) of every cell, or is null: then RANDOM draws it from keys and roundKey. partial gets the
// block's sums of KL, p h, variance and p mean, weighted, as part_sums would leave them; null without them.
KERNEL RESIDENT(8) latent_forward(
    float* a,
    float* c,
    const float* biasA,
    const float* biasC,
    const int64* keys,
    const float* given,
    const float* penalty,
    float* h,
    float* hByA,
    float* hByC,
    float* kl,
    float* mean,
    float* variance,
    const float* p,
    const float* weights,
    double* partial,
    int64 n,
    int64 rowsPerBlock,
    int64 roundKey,
    int64 reading,
    int64 moments,
    int64 scaleActivation,
    int64 shapeActivation,
    double scaleFloor,
    double shapeFloor,
    double scaleMin,
    double scaleMax,
    double shapeMin,
    double shapeMax,
    double priorShape,
    double inversePriorShape,
    double priorScale,
    double inversePriorScale,
    double klWeight) {
  SHARED double tree[SUM_THREADS];
  int j = (int)blockIdx.y;
  int64 first = (int64)blockIdx.x * rowsPerBlock;
  int64 end = first + rowsPerBlock < n ? first + rowsPerBlock : n;
  double klSum = 0.0;
  double productSum = 0.0;
  double varianceSum = 0.0;
  double meanProductSum = 0.0;
  ROLLED
  for (int64 i = first + threadIdx.x; i < end; i += SUM_THREADS) {
    int64 at = j * n + i;
    double weight = weights == nullptr ? 1.0 : weights[i];
    double product = partial == nullptr ? 0.0 : p[at];

    Activated scale = activated((int)scaleActivation, a[at] + biasA[j], (float)scaleMin, (float)scaleMax);
    Activated shape = activated((int)shapeActivation, c[at] + biasC[j], (float)shapeMin, (float)shapeMax);
    scale.value = positiveWithin(scale.value + (float)scaleFloor, SCALE_LOWEST, SCALE_HIGHEST);
    shape.value = positiveWithin(shape.value + (float)shapeFloor, SHAPE_LOWEST, SHAPE_HIGHEST);
    float inverseScale = divided(1.0f, scale.value);
    float w = divided(1.0f, shape.value);

    float k0 = (float)priorShape;
    float u = k0 * w;
    float priorDigamma = digamma1p32(u);
    float priorGamma = gammaAtQuotient(k0, w, shape.value, priorDigamma);
    float ratio = scale.value * (float)inversePriorScale;
    float shapeRatio = shape.value * (float)inversePriorShape;
    float power;
    float logs;
    if (k0 == 1.0f) {
      // One logarithm for both: ln(k/k0) - ln(lambda/lambda0).
      power = ratio;
      logs = ln32(shapeRatio * (inverseScale * (float)priorScale));
    } else {
      float lnScale = ln32(ratio);
      power = exp32(within(k0 * lnScale, EXP_MIN, EXP_MAX));
      logs = fma32(-k0, lnScale, ln32(shapeRatio));
    }
    float moment = atMost(power * priorGamma, LIMIT);
    float divergence = fma32(EULER, u - 1.0f, moment - 1.0f) + logs;
    klSum += weight * divergence;
    if (kl != nullptr) {
      kl[at] = divergence;
    }
    float byScale = (scale.slope * inverseScale) * (k0 * (moment - 1.0f));
    float factor = fma32(-u, fma32(moment, priorDigamma, EULER), 1.0f);
    // In this order an overflow can't meet a slope of 0.
    float byShape = factor * (w * shape.slope);
    float gradA = (float)klWeight * limited(byScale);
    float gradC = (float)klWeight * limited(byShape);

    bool expected = reading == EXPECTED;
    if (expected || moments != 0) {
      float oneDigamma = k0 == 1.0f ? priorDigamma : digamma1p32(w);
      float oneGamma = k0 == 1.0f ? priorGamma : gammaAtQuotient(1.0f, w, shape.value, oneDigamma);
      bool wide = w > SERIES_MAX;
      float twoDigamma = wide ? digamma1p32(2.0f * w) : 0.0f;
      float twoGamma = wide ? gammaAtQuotient(2.0f, w, shape.value, twoDigamma) : 0.0f;
      float spread = wide ? fma32(-oneGamma, oneGamma, twoGamma) : spread32(w);
      spread = w > MOMENT_MAX ? LIMIT : spread;
      float meanTerm = limited(scale.value * oneGamma);
      float varianceTerm = limited(scale.value * scale.value * spread);
      if (mean != nullptr) {
        mean[at] = meanTerm;
      }
      if (variance != nullptr) {
        variance[at] = varianceTerm;
      }
      varianceSum += weight * varianceTerm;
      if (moments != 0) {
        meanProductSum += weight * (product * meanTerm);
      }
      if (expected) {
        float kSlope = shape.slope * (w * w);
        h[at] = meanTerm;
        productSum += weight * (product * meanTerm);
        hByA[at] = limited(oneGamma * scale.slope);
        hByC[at] = limited(-(meanTerm * oneDigamma) * kSlope);
        float slope;
        if (wide) {
          slope = 2.0f * fma32(-(oneGamma * oneGamma), oneDigamma, twoGamma * twoDigamma);
        } else {
          slope = spreadSlope32(w);
        }
        slope = w > MOMENT_MAX ? 0.0f : slope;
        float varianceByScale = limited(2.0f * scale.value * scale.slope * spread);
        float varianceByShape = limited(-(slope * kSlope) * scale.value * scale.value);
        gradA = limited(fma32(penalty[j], varianceByScale, gradA));
        gradC = limited(fma32(penalty[j], varianceByShape, gradC));
      }
    }
    if (!expected) {
      float lnNoise = LN_LN2;
      if (reading == RANDOM) {
        lnNoise = given != nullptr
            ? given[at]
            : logExponential(mix64((uint64)keys[i] ^ (uint64)roundKey), mix64((uint64)(j + 1) * GOLDEN));
      }
      float exponent = within(lnNoise * w, POWER_MIN, POWER_MAX);
      float drawn = exp32(exponent);
      float value = limited(scale.value * drawn);
      h[at] = value;
      productSum += weight * (product * value);
      hByA[at] = limited(drawn * scale.slope);
      hByC[at] = limited(-value * (exponent * w * shape.slope));
    }
    a[at] = gradA;
    c[at] = gradC;
  }
  if (partial == nullptr) {
    return;
  }
  klSum = blockSum(tree, klSum);
  productSum = blockSum(tree, productSum);
  varianceSum = blockSum(tree, varianceSum);
  meanProductSum = blockSum(tree, meanProductSum);
  if (threadIdx.x == 0) {
    double* sums = partial + (int64)blockIdx.x * 4 * gridDim.y + j;
    sums[0] = klSum;
    sums[gridDim.y] = productSum;
    sums[2 * gridDim.y] = varianceSum;
    sums[3 * gridDim.y] = meanProductSum;
  }
}

// The whole gradients in the place of the direct ones: w_i (grad + dH dh/da). weights may be null. partial gets the
// block's sums of both, as part_sums would leave them.
KERNEL latent_backward(
    float* gradA,
    float* gradC,
    const float* dH,
    const float* hByA,
    const float* hByC,
    const float* weights,
    double* partial,
    int64 n,
    int64 rowsPerBlock) {
  SHARED double tree[SUM_THREADS];
  int64 first = (int64)blockIdx.x * rowsPerBlock;
  int64 end = first + rowsPerBlock < n ? first + rowsPerBlock : n;
  double sumA = 0.0;
  double sumC = 0.0;
  ROLLED
  for (int64 i = first + threadIdx.x; i < end; i += SUM_THREADS) {
    int64 at = (int64)blockIdx.y * n + i;
    float byA = gradA[at] + dH[at] * hByA[at];
    float byC = gradC[at] + dH[at] * hByC[at];
    if (weights != nullptr) {
      byA = weights[i] * byA;
      byC = weights[i] * byC;
    }
    gradA[at] = byA;
    gradC[at] = byC;
    sumA += byA;
    sumC += byC;
  }
  sumA = blockSum(tree, sumA);
  sumC = blockSum(tree, sumC);
  if (threadIdx.x == 0) {
    int64 block = (int64)blockIdx.x * 2 * gridDim.y + blockIdx.y;
    partial[block] = sumA;
    partial[block + gridDim.y] = sumC;
  }
}
