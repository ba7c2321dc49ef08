// X'L for a dense X and few columns L. cuBLAS has tiles for them that are 64 columns wide or more; these fit more narrowly.
// A block of 128 threads makes 256 features of at most 4 * C columns, each thread 8 features of C columns. X and the
// columns come by 16 steps of the sum at once, the next ones while these are multiplied; every sum is added in order.

constexpr int NARROW_THREADS = 128;
constexpr int NARROW_FEATURES = 256;
constexpr int NARROW_STEPS = 16;
constexpr int FEATURES_A_THREAD = 8;
// Column tiles have some floats between their columns, so that four columns lie in different banks.
constexpr int COLUMN_STRIDE = NARROW_STEPS + 4;

#if defined(__CUDACC__)
DEVICE unsigned sharedAddress(const void* shared) { return (unsigned)__cvta_generic_to_shared(shared); }
// Copies into shared memory under way beside arithmetic; nothing is read, and zeros arrive, where there is nothing.
DEVICE void fetch(float* to, const float* from, bool there) {
  int bytes = there ? 4 : 0;
  asm volatile("cp.async.ca.shared.global [%0], [%1], 4, %2;" ::"r"(sharedAddress(to)), "l"(from), "r"(bytes));
}
DEVICE void fetchFour(float* to, const float* from, bool there) {
  int bytes = there ? 16 : 0;
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(sharedAddress(to)), "l"(from), "r"(bytes));
}
DEVICE void awaitFetched() { asm volatile("cp.async.wait_all;" ::: "memory"); }
#else
DEVICE void fetch(float* to, const float* from, bool there) { *to = there ? *from : 0.0f; }
DEVICE void fetchFour(float* to, const float* from, bool there) {
  Four zeros = {0.0f, 0.0f, 0.0f, 0.0f};
  *(Four*)to = there ? *(const Four*)from : zeros;
}
DEVICE void awaitFetched() {}
#endif

// Rows [from, from + 16) of 256 features of X; m is a multiple of four. Those from to on are zeros.
DEVICE void fetchFeatures(float* tile, const float* x, int64 firstFeature, int64 m, int64 from, int64 to) {
  constexpr int GROUPS = NARROW_FEATURES / 4;
  int feature = (int)threadIdx.x % GROUPS * 4;
  int step = (int)threadIdx.x / GROUPS;
  const float* source = x + (from + step) * m + firstFeature + feature;
  int steps = firstFeature + feature < m ? (int)(to - from < NARROW_STEPS ? to - from : NARROW_STEPS) : 0;
  // Rolled, since the addresses of many copies at once would take the sums' registers.
  ROLLED
  for (; step < NARROW_STEPS; step += NARROW_THREADS / GROUPS) {
    fetchFour(tile + step * NARROW_FEATURES + feature, step < steps ? source : x, step < steps);
    source += NARROW_THREADS / GROUPS * m;
  }
}

// Rows [from, from + 16) of 4 * C columns of this length each; those from to on are zeros.
template <int C>
DEVICE void fetchColumns(float* tile, const float* columns, int width, int64 length, int64 from, int64 to) {
  constexpr int GROUPS = NARROW_STEPS / 4;
  if (length % 4 == 0 && to % 4 == 0) {
    int step = (int)threadIdx.x % GROUPS * 4;
    ROLLED
    for (int column = (int)threadIdx.x / GROUPS; column < 4 * C; column += NARROW_THREADS / GROUPS) {
      bool there = column < width && from + step < to;
      fetchFour(
          tile + column * COLUMN_STRIDE + step, there ? columns + column * length + from + step : columns, there);
    }
    return;
  }
  ROLLED
  for (int cell = (int)threadIdx.x; cell < 4 * C * NARROW_STEPS; cell += NARROW_THREADS) {
    int column = cell / NARROW_STEPS;
    int step = cell % NARROW_STEPS;
    bool there = column < width && from + step < to;
    fetch(tile + column * COLUMN_STRIDE + step, there ? columns + column * length + from + step : columns, there);
  }
}

// Four steps of eight features with the thread's columns.
template <int C>
DEVICE void addSteps(float (&sums)[FEATURES_A_THREAD][C], const Four (&features)[FEATURES_A_THREAD], const float* columns) {
  UNROLL
  for (int c = 0; c < C; c++) {
    Four column = *(const Four*)(columns + 4 * c * COLUMN_STRIDE);
    UNROLL
    for (int i = 0; i < FEATURES_A_THREAD; i++) {
      float sum = fma32(features[i].a, column.a, sums[i][c]);
      sum = fma32(features[i].b, column.b, sum);
      sum = fma32(features[i].c, column.c, sum);
      sums[i][c] = fma32(features[i].d, column.d, sum);
    }
  }
}

// partial[chunk * chunkStride + j * m + t] = sum over the chunk's rows i of x[i * m + t] * latents[j * n + i], for the
// block's features and at most 4 * C columns; chunks along y.
template <int C>
DEVICE void backProjectNarrow(
    const float* x,
    const float* latents,
    float* partial,
    int64 n,
    int64 m,
    int width,
    int64 chunkRows,
    int64 chunkStride) {
  alignas(16) SHARED float featureTiles[2][NARROW_FEATURES * NARROW_STEPS];
  alignas(16) SHARED float columnTiles[2][4 * C * COLUMN_STRIDE];
  int column = (int)threadIdx.x % 32 / 8;
  int group = (int)threadIdx.x / 32 * 8 + (int)threadIdx.x % 8;
  int64 firstFeature = (int64)blockIdx.x * NARROW_FEATURES;
  int64 first = (int64)blockIdx.y * chunkRows;
  int64 end = first + chunkRows < n ? first + chunkRows : n;
  float sums[FEATURES_A_THREAD][C];
  UNROLL
  for (int i = 0; i < FEATURES_A_THREAD; i++) {
    UNROLL
    for (int c = 0; c < C; c++) {
      sums[i][c] = 0.0f;
    }
  }
  fetchFeatures(featureTiles[0], x, firstFeature, m, first, end);
  fetchColumns<C>(columnTiles[0], latents, width, n, first, end);
  int current = 0;
  for (int64 from = first; from < end; from += NARROW_STEPS) {
    awaitFetched();
    BARRIER();
    if (from + NARROW_STEPS < end) {
      fetchFeatures(featureTiles[1 - current], x, firstFeature, m, from + NARROW_STEPS, end);
      fetchColumns<C>(columnTiles[1 - current], latents, width, n, from + NARROW_STEPS, end);
    }
    const float* featureTile = featureTiles[current] + 4 * group;
    const float* columnTile = columnTiles[current] + column * COLUMN_STRIDE;
    UNROLL
    for (int step = 0; step < NARROW_STEPS; step += 4) {
      Four low[4];
      Four high[4];
      UNROLL
      for (int k = 0; k < 4; k++) {
        low[k] = *(const Four*)(featureTile + (step + k) * NARROW_FEATURES);
        high[k] = *(const Four*)(featureTile + (step + k) * NARROW_FEATURES + NARROW_FEATURES / 2);
      }
      Four features[FEATURES_A_THREAD] = {
          {low[0].a, low[1].a, low[2].a, low[3].a},     {low[0].b, low[1].b, low[2].b, low[3].b},
          {low[0].c, low[1].c, low[2].c, low[3].c},     {low[0].d, low[1].d, low[2].d, low[3].d},
          {high[0].a, high[1].a, high[2].a, high[3].a}, {high[0].b, high[1].b, high[2].b, high[3].b},
          {high[0].c, high[1].c, high[2].c, high[3].c}, {high[0].d, high[1].d, high[2].d, high[3].d}};
      addSteps<C>(sums, features, columnTile + step);
    }
    current = 1 - current;
  }
  partial += (int64)blockIdx.y * chunkStride;
  UNROLL
  for (int c = 0; c < C; c++) {
    int j = 4 * c + column;
    UNROLL
    for (int i = 0; i < FEATURES_A_THREAD; i++) {
      int64 t = firstFeature + 4 * group + (i < 4 ? i : NARROW_FEATURES / 2 + i - 4);
      if (j < width && t < m) {
        partial[j * m + t] = sums[i][c];
      }
    }
  }
}

#define NARROW_KERNEL(most, C)                \
  KERNEL RESIDENT(3) back_project_##most(   \
      const float* x,                         \
      const float* latents,                   \
      float* partial,                         \
      int64 n,                                \
      int64 m,                                \
      int64 width,                            \
      int64 chunkRows,                        \
      int64 chunkStride) {                    \
    backProjectNarrow<C>(x, latents, partial, n, m, (int)width, chunkRows, chunkStride); \
  }

NARROW_KERNEL(16, 4)
NARROW_KERNEL(32, 8)
NARROW_KERNEL(52, 13)
