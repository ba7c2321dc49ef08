// X'L for a dense X and few columns L. cuBLAS has tiles for them that are 64 columns wide or more; these fit more narrowly.
// A block of 128 threads makes 256 features of at most 4 * C columns, each thread 8 features of C columns. X and the
// columns come by 16 rows of X at once, the next ones while these are multiplied; every sum is added in order. m is a
// multiple of four. Whole tiles are fetched without asking; in the last rows each four are asked for.

constexpr int NARROW_THREADS = 128;
constexpr int NARROW_SIDE = 256;
constexpr int NARROW_STEPS = 16;
constexpr int SUMS_A_THREAD = 8;
// Column tiles have some floats between their columns, so that four columns lie in different banks.
constexpr int COLUMN_STRIDE = NARROW_STEPS + 4;

#if defined(__CUDACC__)
// Measured: the widest kernel is faster unrolled, the others are not.
#define UNROLL_FOR(C) _Pragma("unroll (C > 8 ? 4 : 1)")
#else
#define UNROLL_FOR(C)
#endif

#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 800
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
DEVICE void fetchFour(float* to, const float* from) {
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16;" ::"r"(sharedAddress(to)), "l"(from));
}
DEVICE void awaitFetched() { asm volatile("cp.async.wait_all;" ::: "memory"); }
#else
DEVICE void fetch(float* to, const float* from, bool there) { *to = there ? *from : 0.0f; }
DEVICE void fetchFour(float* to, const float* from, bool there) {
  Four zeros = {0.0f, 0.0f, 0.0f, 0.0f};
  *(Four*)to = there ? *(const Four*)from : zeros;
}
DEVICE void fetchFour(float* to, const float* from) { *(Four*)to = *(const Four*)from; }
DEVICE void awaitFetched() {}
#endif

// At an edge: rows [from, to), at most 16, of 256 features of X, zeros outside it.
DEVICE void fetchEdgeFeatures(float* tile, const float* x, int64 firstFeature, int64 m, int64 from, int64 to) {
  ROLLED
  for (int cell = (int)threadIdx.x; cell < NARROW_SIDE * NARROW_STEPS / 4; cell += NARROW_THREADS) {
    int step = cell / (NARROW_SIDE / 4);
    int feature = cell % (NARROW_SIDE / 4) * 4;
    bool there = firstFeature + feature < m && from + step < to;
    fetchFour(tile + step * NARROW_SIDE + feature, there ? x + (from + step) * m + firstFeature + feature : x, there);
  }
}

// At an edge: steps [from, to), at most 16, of columns of this length each, zeros outside them.
template <int C>
DEVICE void fetchEdgeColumns(float* tile, const float* columns, int width, int64 length, int64 from, int64 to) {
  ROLLED
  for (int cell = (int)threadIdx.x; cell < 4 * C * NARROW_STEPS; cell += NARROW_THREADS) {
    int column = cell / NARROW_STEPS;
    int step = cell % NARROW_STEPS;
    bool there = column < width && from + step < to;
    fetch(tile + column * COLUMN_STRIDE + step, there ? columns + column * length + from + step : columns, there);
  }
}

// This thread's share of the fetches of whole tiles: four steps of one column and of the column 32 further. A column too
// many is fetched from the last one; nobody reads its sums.
struct ColumnSource {
  const float* next;
  int64 further;
  int place;
};

DEVICE ColumnSource columnSource(const float* columns, int width, int64 length, int64 from) {
  int column = (int)threadIdx.x / 4;
  int step = (int)threadIdx.x % 4 * 4;
  int first = lesser(column, width - 1);
  ColumnSource source;
  source.next = columns + first * length + from + step;
  source.further = (lesser(column + 32, width - 1) - first) * length;
  source.place = column * COLUMN_STRIDE + step;
  return source;
}

template <int C>
DEVICE void fetchColumns(float* tile, ColumnSource& source) {
  if (4 * C >= 32 || (int)threadIdx.x / 4 < 4 * C) {
    fetchFour(tile + source.place, source.next);
  }
  if (4 * C > 32 && (int)threadIdx.x / 4 + 32 < 4 * C) {
    fetchFour(tile + source.place + 32 * COLUMN_STRIDE, source.next + source.further);
  }
  source.next += NARROW_STEPS;
}

// Four steps of eight rows or features with the thread's columns; neighbouring operations are independent.
template <int C>
DEVICE void addSteps(float (&sums)[SUMS_A_THREAD][C], const Four (&lines)[SUMS_A_THREAD], const float* columns) {
  UNROLL
  for (int c = 0; c < C; c++) {
    Four column = *(const Four*)(columns + 4 * c * COLUMN_STRIDE);
    UNROLL
    for (int i = 0; i < SUMS_A_THREAD; i++) {
      sums[i][c] = fma32(lines[i].a, column.a, sums[i][c]);
    }
    UNROLL
    for (int i = 0; i < SUMS_A_THREAD; i++) {
      sums[i][c] = fma32(lines[i].b, column.b, sums[i][c]);
    }
    UNROLL
    for (int i = 0; i < SUMS_A_THREAD; i++) {
      sums[i][c] = fma32(lines[i].c, column.c, sums[i][c]);
    }
    UNROLL
    for (int i = 0; i < SUMS_A_THREAD; i++) {
      sums[i][c] = fma32(lines[i].d, column.d, sums[i][c]);
    }
  }
}

template <int C>
DEVICE void clear(float (&sums)[SUMS_A_THREAD][C]) {
  UNROLL
  for (int i = 0; i < SUMS_A_THREAD; i++) {
    UNROLL
    for (int c = 0; c < C; c++) {
      sums[i][c] = 0.0f;
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
  alignas(16) SHARED float featureTiles[2][NARROW_SIDE * NARROW_STEPS];
  alignas(16) SHARED float columnTiles[2][4 * C * COLUMN_STRIDE];
  int column = (int)threadIdx.x % 32 / 8;
  int group = (int)threadIdx.x / 32 * 8 + (int)threadIdx.x % 8;
  int64 firstFeature = (int64)blockIdx.x * NARROW_SIDE;
  int64 first = (int64)blockIdx.y * chunkRows;
  int rows = (int)(first + chunkRows < n ? chunkRows : n - first);
  bool inside = n % 4 == 0;
  // A feature too many is fetched from the last four; nobody reads its sums.
  int fetchedFeature = (int)threadIdx.x % 64 * 4;
  int64 lastFour = m - 4;
  int64 feature = firstFeature + fetchedFeature < lastFour ? firstFeature + fetchedFeature : lastFour;
  int place = (int)threadIdx.x / 64 * NARROW_SIDE + fetchedFeature;
  const float* next = x + (first + threadIdx.x / 64) * m + feature;
  int64 further = 2 * m;
  ColumnSource columns = columnSource(latents, width, n, first);
  float sums[SUMS_A_THREAD][C];
  clear<C>(sums);
  int current = 0;
  for (int from = -NARROW_STEPS; from < rows; from += NARROW_STEPS) {
    awaitFetched();
    BARRIER();
    // The next tiles, at first the first ones.
    int to = from + NARROW_STEPS;
    float* featureTile = featureTiles[1 - current];
    if (inside && to + NARROW_STEPS <= rows) {
      UNROLL
      for (int i = 0; i < NARROW_STEPS / 2; i++) {
        fetchFour(featureTile + place + 2 * NARROW_SIDE * i, next);
        next += further;
      }
      fetchColumns<C>(columnTiles[1 - current], columns);
    } else if (to < rows) {
      fetchEdgeFeatures(featureTile, x, firstFeature, m, first + to, first + rows);
      fetchEdgeColumns<C>(columnTiles[1 - current], latents, width, n, first + to, first + rows);
    }
    if (from >= 0) {
      const float* featuresHere = featureTiles[current] + 4 * group;
      const float* columnsHere = columnTiles[current] + column * COLUMN_STRIDE;
      UNROLL_FOR(C)
      for (int step = 0; step < NARROW_STEPS; step += 4) {
        Four low[4];
        Four high[4];
        UNROLL
        for (int k = 0; k < 4; k++) {
          low[k] = *(const Four*)(featuresHere + (step + k) * NARROW_SIDE);
          high[k] = *(const Four*)(featuresHere + (step + k) * NARROW_SIDE + NARROW_SIDE / 2);
        }
        Four features[SUMS_A_THREAD] = {
            {low[0].a, low[1].a, low[2].a, low[3].a},     {low[0].b, low[1].b, low[2].b, low[3].b},
            {low[0].c, low[1].c, low[2].c, low[3].c},     {low[0].d, low[1].d, low[2].d, low[3].d},
            {high[0].a, high[1].a, high[2].a, high[3].a}, {high[0].b, high[1].b, high[2].b, high[3].b},
            {high[0].c, high[1].c, high[2].c, high[3].c}, {high[0].d, high[1].d, high[2].d, high[3].d}};
        addSteps<C>(sums, features, columnsHere + step);
      }
    }
    current = 1 - current;
  }
  partial += (int64)blockIdx.y * chunkStride;
  UNROLL
  for (int c = 0; c < C; c++) {
    int j = 4 * c + column;
    UNROLL
    for (int i = 0; i < SUMS_A_THREAD; i++) {
      int64 t = firstFeature + 4 * group + (i < 4 ? i : NARROW_SIDE / 2 + i - 4);
      if (j < width && t < m) {
        partial[j * m + t] = sums[i][c];
      }
    }
  }
}

#define NARROW_KERNEL(most, C)                                                              \
  KERNEL RESIDENT(3) back_project_##most(                                                    \
      const float* x,                                                                        \
      const float* latents,                                                                  \
      float* partial,                                                                        \
      int64 n,                                                                               \
      int64 m,                                                                               \
      int64 width,                                                                           \
      int64 chunkRows,                                                                       \
      int64 chunkStride) {                                                                   \
    backProjectNarrow<C>(x, latents, partial, n, m, (int)width, chunkRows, chunkStride);     \
  }

NARROW_KERNEL(16, 4)
NARROW_KERNEL(32, 8)
NARROW_KERNEL(52, 13)
