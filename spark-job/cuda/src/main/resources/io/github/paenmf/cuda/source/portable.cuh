// One source for two compilers: NVRTC makes machine code of it for a GPU, a C++ compiler makes a host library of it for
// tests. Only what both know is used; every kernel argument is 8 bytes wide (a pointer, a long long or a double).

#if defined(__CUDACC__)
#define KERNEL extern "C" __global__ void
#define DEVICE static __device__ __forceinline__
#define SHARED __shared__
#define BARRIER() __syncthreads()
#define UNROLL _Pragma("unroll")
#define ROLLED _Pragma("unroll 1")
// Of a kernel: registers are used so sparingly that so many blocks of 128 threads fit on a multiprocessor.
#define RESIDENT(blocks) __launch_bounds__(128, blocks)
#else
// The host library defines threadIdx, blockIdx, blockDim, gridDim, SHARED and BARRIER before this text.
#define KERNEL static void
#define DEVICE static inline
#define UNROLL
#define ROLLED
#define RESIDENT(blocks)
#endif

typedef long long int64;
typedef unsigned long long uint64;
typedef unsigned int uint32;

#if defined(__CUDACC__)
DEVICE int bitsOf(float x) { return __float_as_int(x); }
DEVICE float floatOf(int bits) { return __int_as_float(bits); }
DEVICE float fma32(float a, float b, float c) { return __fmaf_rn(a, b, c); }
DEVICE float divided(float a, float b) { return __fdiv_rn(a, b); }
#else
DEVICE int bitsOf(float x) {
  int bits;
  __builtin_memcpy(&bits, &x, sizeof bits);
  return bits;
}
DEVICE float floatOf(int bits) {
  float x;
  __builtin_memcpy(&x, &bits, sizeof x);
  return x;
}
DEVICE float fma32(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
DEVICE float divided(float a, float b) { return a / b; }
#endif

DEVICE int lesser(int a, int b) { return a < b ? a : b; }
DEVICE int greater(int a, int b) { return a > b ? a : b; }

// Four floats that are loaded and stored at once; their address is a multiple of 16.
struct alignas(16) Four {
  float a;
  float b;
  float c;
  float d;
};

// Row of this thread; kernels over parts and rows have their rows in x and their parts in y.
DEVICE int64 rowOfThread() { return (int64)blockIdx.x * blockDim.x + threadIdx.x; }
