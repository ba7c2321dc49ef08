// Products over compressed sparse rows and, on the way back, over a copy in compressed sparse columns: a warp adds the
// non-zeros of one row (of one stretch of a column) in order, its lanes being the parts. Nothing is added atomically.

constexpr int LANES = 32;
constexpr int PARTS_AT_ONCE = 4;

DEVICE int64 warpOfThread() { return ((int64)blockIdx.x * blockDim.x + threadIdx.x) / LANES; }

// Sum over p in [from, to) of values[p] * table[index[p] * width + j] for the lane's parts from j on, 32 apart.
DEVICE void sparseSums(
    const int* index, const float* values, const float* table, int64 from, int64 to, int64 width, int64 j, float* sums) {
  for (int q = 0; q < PARTS_AT_ONCE; q++) {
    sums[q] = 0.0f;
  }
  for (int64 p = from; p < to; p++) {
    float v = values[p];
    const float* row = table + index[p] * width;
#if defined(__CUDACC__)
#pragma unroll
#endif
    for (int q = 0; q < PARTS_AT_ONCE; q++) {
      if (j + q * LANES < width) {
        sums[q] = fma32(v, row[j + q * LANES], sums[q]);
      }
    }
  }
}

// out[j * n + i] = sum of row i over table, one row of width floats a feature.
KERNEL csr_project(
    const int* rowStart, const int* columns, const float* values, const float* table, float* out, int64 n, int64 width) {
  int64 i = warpOfThread();
  if (i >= n) {
    return;
  }
  int64 lane = threadIdx.x % LANES;
  for (int64 first = lane; first < width; first += LANES * PARTS_AT_ONCE) {
    float sums[PARTS_AT_ONCE];
    sparseSums(columns, values, table, rowStart[i], rowStart[i + 1], width, first, sums);
    for (int q = 0; q < PARTS_AT_ONCE; q++) {
      int64 j = first + q * LANES;
      if (j < width) {
        out[j * n + i] = sums[q];
      }
    }
  }
}

// partial[s * width + j] = sum over the non-zeros of stretch s of a column over latents, one row of width floats a data
// point.
KERNEL csc_project(
    const int* stretchStart,
    const int* rows,
    const float* values,
    const float* latents,
    float* partial,
    int64 stretches,
    int64 width) {
  int64 s = warpOfThread();
  if (s >= stretches) {
    return;
  }
  int64 lane = threadIdx.x % LANES;
  for (int64 first = lane; first < width; first += LANES * PARTS_AT_ONCE) {
    float sums[PARTS_AT_ONCE];
    sparseSums(rows, values, latents, stretchStart[s], stretchStart[s + 1], width, first, sums);
    for (int q = 0; q < PARTS_AT_ONCE; q++) {
      int64 j = first + q * LANES;
      if (j < width) {
        partial[s * width + j] = sums[q];
      }
    }
  }
}

// into[j * m + t] += sum over the stretches of column t, in order.
KERNEL add_stretches(const int* columnStretches, const float* partial, double* into, int64 m, int64 width) {
  int64 cell = rowOfThread();
  if (cell >= m * width) {
    return;
  }
  int64 t = cell / width;
  int64 j = cell % width;
  double sum = 0.0;
  for (int64 s = columnStretches[t]; s < columnStretches[t + 1]; s++) {
    sum += partial[s * width + j];
  }
  into[j * m + t] += sum;
}

// rows[i * width + j] = x[j * n + i].
KERNEL to_rows(const float* x, float* rows, int64 n, int64 width) {
  int64 cell = rowOfThread();
  if (cell < n * width) {
    rows[cell] = x[(cell % width) * n + cell / width];
  }
}
