// Sums in double and in a fixed order: a block adds its rows as a tree, then the blocks are added in a fixed number of
// slices, and the slices in order.

constexpr int SUM_THREADS = 128;
constexpr int ADD_THREADS = 256;
constexpr int SLICES = 8;

// The sum of what the SUM_THREADS threads of a block have, as a tree; all of them get it.
DEVICE double blockSum(double* tree, double value) {
  tree[threadIdx.x] = value;
  BARRIER();
  for (int half = SUM_THREADS / 2; half > 0; half /= 2) {
    if ((int)threadIdx.x < half) {
      tree[threadIdx.x] += tree[threadIdx.x + half];
    }
    BARRIER();
  }
  double sum = tree[0];
  BARRIER();
  return sum;
}

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

// One of up to four sums of a launch.
template <typename T>
DEVICE T choose(int64 which, T first, T second, T third, T fourth) {
  return which == 0 ? first : which == 1 ? second : which == 2 ? third : fourth;
}

// Up to four sums at once, each over x of n x r: partial[block * gridDim.y + sum * r + j] = sum over the block's rows of
// weight times term. y and weights may be null. The terms are four bytes of an integer.
KERNEL part_sums(
    const float* x0,
    const float* y0,
    const float* weights0,
    const float* x1,
    const float* y1,
    const float* weights1,
    const float* x2,
    const float* y2,
    const float* weights2,
    const float* x3,
    const float* y3,
    const float* weights3,
    double* partial,
    int64 n,
    int64 r,
    int64 rowsPerBlock,
    int64 terms) {
  SHARED double tree[SUM_THREADS];
  int64 which = blockIdx.y / r;
  int64 j = blockIdx.y % r;
  const float* x = choose(which, x0, x1, x2, x3);
  const float* y = choose(which, y0, y1, y2, y3);
  const float* weights = choose(which, weights0, weights1, weights2, weights3);
  int term = (int)(terms >> (8 * which)) & 0xff;
  int64 from = (int64)blockIdx.x * rowsPerBlock;
  int64 to = from + rowsPerBlock < n ? from + rowsPerBlock : n;
  double sum = 0.0;
  for (int64 i = from + threadIdx.x; i < to; i += SUM_THREADS) {
    double value = sumTerm(term, x[j * n + i], y, j * n + i);
    sum += weights == nullptr ? value : weights[i] * value;
  }
  sum = blockSum(tree, sum);
  if (threadIdx.x == 0) {
    partial[(int64)blockIdx.x * gridDim.y + blockIdx.y] = sum;
  }
}

// Entry of this thread in the kernels that add slices: a block has 32 entries and all their slices.
DEVICE int64 entryOfThread() {
  return (int64)blockIdx.x * (ADD_THREADS / SLICES) + threadIdx.x % (ADD_THREADS / SLICES);
}

// This thread's slice of the sum over count arrays of partial[array * length + e].
template <typename T>
DEVICE double sliceSum(const T* partial, int64 count, int64 length, int64 e) {
  int64 perSlice = (count + SLICES - 1) / SLICES;
  int64 from = threadIdx.x / (ADD_THREADS / SLICES) * perSlice;
  int64 to = from + perSlice < count ? from + perSlice : count;
  double sum = 0.0;
  if (e < length) {
    for (int64 array = from; array < to; array++) {
      sum += partial[array * length + e];
    }
  }
  return sum;
}

// The slices of this thread's entry, in order.
DEVICE double allSlices(const double* slices) {
  double sum = 0.0;
  for (int slice = 0; slice < SLICES; slice++) {
    sum += slices[slice * (ADD_THREADS / SLICES) + threadIdx.x];
  }
  return sum;
}

// What part_sums left, added to r doubles each.
KERNEL add_block_sums(
    const double* partial, double* into0, double* into1, double* into2, double* into3, int64 blocks, int64 r, int64 length) {
  SHARED double slices[ADD_THREADS];
  int64 e = entryOfThread();
  slices[threadIdx.x] = sliceSum(partial, blocks, length, e);
  BARRIER();
  if (threadIdx.x < ADD_THREADS / SLICES && e < length) {
    choose(e / r, into0, into1, into2, into3)[e % r] += allSlices(slices);
  }
}

// into[e] += sum over chunks of partial[chunk * length + e]: the products of chunks of rows.
KERNEL add_chunks(const float* partial, double* into, int64 chunks, int64 length) {
  SHARED double slices[ADD_THREADS];
  int64 e = entryOfThread();
  slices[threadIdx.x] = sliceSum(partial, chunks, length, e);
  BARRIER();
  if (threadIdx.x < ADD_THREADS / SLICES && e < length) {
    into[e] += allSlices(slices);
  }
}

// What goes back to the host: the first sums as floats, filled up to whole doubles, and behind them the others.
KERNEL pack_sums(const double* sums, double* packed, int64 floats, int64 length) {
  int64 e = rowOfThread();
  if (e < floats) {
    ((float*)packed)[e] = (float)sums[e];
  } else if (e < length) {
    packed[(floats + 1) / 2 + e - floats] = sums[e];
  }
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
