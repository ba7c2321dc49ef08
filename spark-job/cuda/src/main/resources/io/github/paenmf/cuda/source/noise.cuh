// Counter-based noise: core's Noise. ln(-ln eps) of a row and a latent is a pure function of seed, round, the row's
// content hash and the latent's index.

constexpr uint64 GOLDEN = 0x9E3779B97F4A7C15ULL;
constexpr float TWO_POW_MINUS_16 = 1.0f / 65536.0f;
constexpr float TWO_POW_MINUS_32 = TWO_POW_MINUS_16 * TWO_POW_MINUS_16;
constexpr float TWO_POW_MINUS_53 = TWO_POW_MINUS_32 / 2097152.0f;

DEVICE uint64 mix64(uint64 v) {
  uint64 z = (v ^ (v >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

DEVICE uint32 mix32(uint32 v) {
  uint32 z = (v ^ (v >> 16)) * 0x7feb352dU;
  z = (z ^ (z >> 15)) * 0x846ca68bU;
  return z ^ (z >> 16);
}

DEVICE float logExponential(uint64 row, uint64 part) {
  uint32 x = (uint32)row + (uint32)part;
  uint32 y = (uint32)(row >> 32) ^ (uint32)(part >> 32);
  x ^= mix32(y);
  y ^= mix32(x);
  x ^= mix32(y);
  int flip = (int)y >> 31;
  int high = (int)y ^ flip;
  int low = (int)((uint32)((int)x ^ flip) >> 12);
  float tail = fma32((float)(high & 0xFFFF), TWO_POW_MINUS_32, (float)(2 * low + 1) * TWO_POW_MINUS_53);
  float q = fma32((float)((uint32)high >> 16), TWO_POW_MINUS_16, tail);
  return ln32(flip != 0 ? minusLn1m32(q) : -ln32(q));
}
