// Products over compressed sparse rows and, on the way back, over a copy in compressed sparse columns: a few neighbouring
// threads add the non-zeros of one row (of one stretch of a column) in order, each for four parts. Nothing is added
// atomically. What they read by index has its rows filled up to a multiple of four floats.

constexpr int SPARSE_THREADS = 256;
constexpr int TILE = 32;

// Floats from a row to the next.
DEVICE int64 strideOf(int64 width) { return (width + 3) / 4 * 4; }

DEVICE void addFour(Four& sum, float v, const Four& row) {
  sum.a = fma32(v, row.a, sum.a);
  sum.b = fma32(v, row.b, sum.b);
  sum.c = fma32(v, row.c, sum.c);
  sum.d = fma32(v, row.d, sum.d);
}

// Sum over p in [from, to) of values[p] * table[index[p] * stride + (0 to 3)].
DEVICE Four sparseSum(const int* index, const float* values, const float* table, int from, int to, int64 stride) {
  Four sum = {0.0f, 0.0f, 0.0f, 0.0f};
  int p = from;
  // Four loads are under way at once.
  for (; p + 4 <= to; p += 4) {
    Four row0 = *(const Four*)(table + index[p] * stride);
    Four row1 = *(const Four*)(table + index[p + 1] * stride);
    Four row2 = *(const Four*)(table + index[p + 2] * stride);
    Four row3 = *(const Four*)(table + index[p + 3] * stride);
    addFour(sum, values[p], row0);
    addFour(sum, values[p + 1], row1);
    addFour(sum, values[p + 2], row2);
    addFour(sum, values[p + 3], row3);
  }
  for (; p < to; p++) {
    addFour(sum, values[p], *(const Four*)(table + index[p] * stride));
  }
  return sum;
}

// out[j * n + i] = sum of row i over table, one row a feature; lanes threads a row, in y the next 4 * lanes parts.
KERNEL csr_project(
    const int* rowStart,
    const int* columns,
    const float* values,
    const float* table,
    float* out,
    int64 n,
    int64 width,
    int64 lanes) {
  // One float more a row, so that columns of it lie in different banks.
  SHARED float tile[SPARSE_THREADS * 5];
  int rows = SPARSE_THREADS / (int)lanes;
  int row = (int)threadIdx.x / (int)lanes;
  int lane = (int)threadIdx.x % (int)lanes;
  int64 stride = strideOf(width);
  int64 firstRow = (int64)blockIdx.x * rows;
  int64 firstPart = (int64)blockIdx.y * 4 * lanes;
  int tileWidth = 4 * (int)lanes + 1;
  int64 i = firstRow + row;
  int64 j = firstPart + 4 * lane;
  if (i < n && j < stride) {
    Four sum = sparseSum(columns, values, table + j, rowStart[i], rowStart[i + 1], stride);
    float* place = tile + row * tileWidth + 4 * lane;
    place[0] = sum.a;
    place[1] = sum.b;
    place[2] = sum.c;
    place[3] = sum.d;
  }
  BARRIER();
  int parts = (int)(width - firstPart < 4 * lanes ? width - firstPart : 4 * lanes);
  for (int cell = (int)threadIdx.x; cell < rows * parts; cell += SPARSE_THREADS) {
    int to = cell % rows;
    if (firstRow + to < n) {
      out[(firstPart + cell / rows) * n + firstRow + to] = tile[to * tileWidth + cell / rows];
    }
  }
}

// partial[s * stride + j] = sum over the non-zeros of stretch s of a column over latents, one row a data point. order
// lists the stretches by the rows that they read, so that threads that run together read the same ones.
KERNEL csc_project(
    const int* order,
    const int* stretchStart,
    const int* rows,
    const float* values,
    const float* latents,
    float* partial,
    int64 stretches,
    int64 width,
    int64 lanes) {
  int64 place = rowOfThread() / lanes;
  int64 stride = strideOf(width);
  int64 j = 4 * ((int64)blockIdx.y * lanes + threadIdx.x % lanes);
  if (place < stretches && j < stride) {
    int64 s = order[place];
    *(Four*)(partial + s * stride + j) =
        sparseSum(rows, values, latents + j, stretchStart[s], stretchStart[s + 1], stride);
  }
}

// into[j * m + t] += sum over the stretches of column t, in order; a block does 32 columns and, in y, 32 parts.
KERNEL add_stretches(const int* columnStretches, const float* partial, double* into, int64 m, int64 width) {
  SHARED double tile[TILE * (TILE + 1)];
  int64 stride = strideOf(width);
  int64 firstColumn = (int64)blockIdx.x * TILE;
  int64 firstPart = (int64)blockIdx.y * TILE;
  int across = (int)threadIdx.x % TILE;
  for (int down = (int)threadIdx.x / TILE; down < TILE; down += SPARSE_THREADS / TILE) {
    int64 t = firstColumn + down;
    int64 j = firstPart + across;
    if (t < m && j < width) {
      double sum = 0.0;
      for (int64 s = columnStretches[t]; s < columnStretches[t + 1]; s++) {
        sum += partial[s * stride + j];
      }
      tile[down * (TILE + 1) + across] = sum;
    }
  }
  BARRIER();
  for (int down = (int)threadIdx.x / TILE; down < TILE; down += SPARSE_THREADS / TILE) {
    int64 t = firstColumn + across;
    int64 j = firstPart + down;
    if (t < m && j < width) {
      into[j * m + t] += tile[across * (TILE + 1) + down];
    }
  }
}

// rows[i * stride + j] = x[j * n + i], and 0 behind the last part; a block turns 32 rows and, in y, 32 parts.
KERNEL to_rows(const float* x, float* rows, int64 n, int64 width) {
  SHARED float tile[TILE * (TILE + 1)];
  int64 stride = strideOf(width);
  int64 firstRow = (int64)blockIdx.x * TILE;
  int64 firstPart = (int64)blockIdx.y * TILE;
  int across = (int)threadIdx.x % TILE;
  for (int down = (int)threadIdx.x / TILE; down < TILE; down += SPARSE_THREADS / TILE) {
    int64 i = firstRow + across;
    int64 j = firstPart + down;
    tile[down * (TILE + 1) + across] = i < n && j < width ? x[j * n + i] : 0.0f;
  }
  BARRIER();
  for (int down = (int)threadIdx.x / TILE; down < TILE; down += SPARSE_THREADS / TILE) {
    int64 i = firstRow + down;
    int64 j = firstPart + across;
    if (i < n && j < stride) {
      rows[i * stride + j] = tile[across * (TILE + 1) + down];
    }
  }
}
