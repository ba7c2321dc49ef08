// Sums in double and in a fixed order: a block adds its rows as a tree, then one thread a part adds the blocks in order.

constexpr int SUM_THREADS = 128;

// What is added; the order of the Java side's enumeration.
enum Term { SUM_X, SUM_XY, SUM_POSITIVE_SQUARES, SUM_OTHER_SQUARES };

DEVICE double sumTerm(int term, float x, const float* y, int64 at) {
  if (term == SUM_X) {
    return x;
  }
  if (term == SUM_XY) {
    return (double)x * y[at];
  }
  bool positive = x > 0.0f;
  return positive == (term == SUM_POSITIVE_SQUARES) ? (double)x * x : 0.0;
}

// partial[block * r + j] = sum over the block's rows of weight times term. y and weights may be null.
KERNEL part_sums(
    const float* x, const float* y, const float* weights, double* partial, int64 n, int64 rowsPerBlock, int64 term) {
  SHARED double tree[SUM_THREADS];
  int64 j = blockIdx.y;
  int64 from = (int64)blockIdx.x * rowsPerBlock;
  int64 to = from + rowsPerBlock < n ? from + rowsPerBlock : n;
  double sum = 0.0;
  for (int64 i = from + threadIdx.x; i < to; i += SUM_THREADS) {
    double value = sumTerm((int)term, x[j * n + i], y, j * n + i);
    sum += weights == nullptr ? value : weights[i] * value;
  }
  tree[threadIdx.x] = sum;
  BARRIER();
  for (int half = SUM_THREADS / 2; half > 0; half /= 2) {
    if ((int)threadIdx.x < half) {
      tree[threadIdx.x] += tree[threadIdx.x + half];
    }
    BARRIER();
  }
  if (threadIdx.x == 0) {
    partial[(int64)blockIdx.x * gridDim.y + j] = tree[0];
  }
}

// into[j] += sum over blocks of partial[block * r + j].
KERNEL add_block_sums(const double* partial, double* into, int64 blocks, int64 r) {
  int64 j = rowOfThread();
  if (j >= r) {
    return;
  }
  double sum = 0.0;
  for (int64 block = 0; block < blocks; block++) {
    sum += partial[block * r + j];
  }
  into[j] += sum;
}

// into[e] += sum over chunks of partial[chunk * length + e]: the products of chunks of rows, in order.
KERNEL add_chunks(const float* partial, double* into, int64 chunks, int64 length) {
  int64 e = rowOfThread();
  if (e >= length) {
    return;
  }
  double sum = 0.0;
  for (int64 chunk = 0; chunk < chunks; chunk++) {
    sum += partial[chunk * length + e];
  }
  into[e] += sum;
}

// out = every row of x times its weight.
KERNEL weigh(const float* x, const float* weights, float* out, int64 n) {
  int64 i = rowOfThread();
  if (i < n) {
    int64 at = (int64)blockIdx.y * n + i;
    out[at] = weights[i] * x[at];
  }
}

// x -= the offset of its part.
KERNEL subtract_offsets(float* x, const float* offsets, int64 n) {
  int64 i = rowOfThread();
  if (i < n) {
    x[(int64)blockIdx.y * n + i] -= offsets[blockIdx.y];
  }
}
