// The kernels' own source compiled for the host: tests run the same arithmetic, with the same arguments and grids as on a
// GPU. The threads of a block run one after the other; in a kernel with barriers each has a stack of its own, and a
// barrier hands over to the next.

#pragma once

#include <setjmp.h>
#include <ucontext.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct Dim3 {
  unsigned x, y, z;
};

static Dim3 threadIdx, blockIdx, blockDim, gridDim;

// Each fiber is entered once with a stack of its own, which it keeps from block to block; from then on control jumps,
// which unlike swapcontext asks nothing of the kernel.
static jmp_buf scheduler;
static std::vector<std::array<jmp_buf, 1>> fibers;
static bool inFibers = false;

// Back to the scheduler, until it resumes this fiber.
static void yieldFiber() {
  if (_setjmp(fibers[threadIdx.x][0]) == 0) {
    _longjmp(scheduler, 1);
  }
}

static void hostBarrier() {
  if (!inFibers) {
    // A kernel that waits but isn't listed as one that does.
    std::abort();
  }
  yieldFiber();
}

#define SHARED static
#define BARRIER() hostBarrier()

#include "kernels.inc"

typedef void (*Runner)(const std::int64_t*);

template <typename T>
static T argument(std::int64_t slot) {
  static_assert(sizeof(T) == sizeof(std::int64_t), "every kernel argument is 8 bytes wide");
  T value;
  std::memcpy(&value, &slot, sizeof value);
  return value;
}

template <typename F, F kernel>
struct Call;

template <typename... A, void (*kernel)(A...)>
struct Call<void (*)(A...), kernel> {
  static constexpr int COUNT = sizeof...(A);
  template <std::size_t... I>
  static void apply(const std::int64_t* slots, std::index_sequence<I...>) {
    kernel(argument<A>(slots[I])...);
  }
  static void run(const std::int64_t* slots) { apply(slots, std::index_sequence_for<A...>{}); }
};

struct Kernel {
  Runner run;
  int arguments;
  bool waits;
};

#define ENTRY(name, waits) \
  { #name, {Call<decltype(&name), &name>::run, Call<decltype(&name), &name>::COUNT, waits} }

static const std::map<std::string, Kernel> KERNELS = {
    ENTRY(latent_forward, true),    ENTRY(latent_backward, true),
    ENTRY(part_sums, true),         ENTRY(add_block_sums, true),
    ENTRY(add_chunks, true),        ENTRY(pack_sums, false),
    ENTRY(weigh, false),            ENTRY(subtract_offsets, false),
    ENTRY(back_project_16, true),   ENTRY(back_project_32, true),
    ENTRY(back_project_52, true),
    ENTRY(csr_project, true),       ENTRY(csc_project, false),
    ENTRY(add_stretches, true),     ENTRY(to_rows, true),
    ENTRY(hals_rows, false),
};

static std::mutex one;
static Runner fiberRunner;
static const std::int64_t* fiberSlots;

static bool fiberEnded;

// One thread of one block after the other, without end.
static void fiberMain() {
  for (;;) {
    yieldFiber();
    fiberRunner(fiberSlots);
    fiberEnded = true;
  }
}

// Adds a fiber, which waits for its first thread.
static void addFiber() {
  static std::vector<std::vector<char>> stacks;
  threadIdx.x = fibers.size();
  fibers.emplace_back();
  std::vector<char>& stack = stacks.emplace_back(64 << 10);
  if (_setjmp(scheduler) != 0) {
    return;
  }
  ucontext_t fresh;
  getcontext(&fresh);
  fresh.uc_stack.ss_sp = stack.data();
  fresh.uc_stack.ss_size = stack.size();
  fresh.uc_link = nullptr;
  makecontext(&fresh, fiberMain, 0);
  setcontext(&fresh);
}

// Runs a thread until its next barrier or its end.
static void resume(unsigned thread) {
  threadIdx.x = thread;
  fiberEnded = false;
  if (_setjmp(scheduler) == 0) {
    _longjmp(fibers[thread][0], 1);
  }
}

static void runFibers(const Kernel& kernel, const std::int64_t* slots, unsigned threads) {
  while (fibers.size() < threads) {
    addFiber();
  }
  fiberRunner = kernel.run;
  fiberSlots = slots;
  inFibers = true;
  std::vector<bool> ended(threads, false);
  for (unsigned left = threads; left > 0;) {
    for (unsigned t = 0; t < threads; t++) {
      if (!ended[t]) {
        resume(t);
        if (fiberEnded) {
          ended[t] = true;
          left--;
        }
      }
    }
  }
  inFibers = false;
}

// Runs a whole grid.
static void runGrid(const Kernel& kernel, int blocksX, int blocksY, int threads, const std::int64_t* slots) {
  std::lock_guard<std::mutex> lock(one);
  gridDim = {(unsigned)blocksX, (unsigned)blocksY, 1};
  blockDim = {(unsigned)threads, 1, 1};
  for (int y = 0; y < blocksY; y++) {
    for (int x = 0; x < blocksX; x++) {
      blockIdx = {(unsigned)x, (unsigned)y, 0};
      if (kernel.waits) {
        runFibers(kernel, slots, threads);
      } else {
        for (int t = 0; t < threads; t++) {
          threadIdx = {(unsigned)t, 0, 0};
          kernel.run(slots);
        }
      }
    }
  }
}

// C = alpha op(A) op(B) + beta C, column-major.
static void multiply(
    bool transA, bool transB, int m, int n, int k, float alpha, const float* a, int lda, const float* b, int ldb,
    float beta, float* c, int ldc) {
  for (int j = 0; j < n; j++) {
    for (int i = 0; i < m; i++) {
      double sum = 0;
      for (int l = 0; l < k; l++) {
        float x = transA ? a[(long)i * lda + l] : a[(long)l * lda + i];
        float y = transB ? b[(long)l * ldb + j] : b[(long)j * ldb + l];
        sum += (double)x * y;
      }
      long at = (long)j * ldc + i;
      c[at] = (float)(alpha * sum + (beta == 0 ? 0.0 : (double)beta * c[at]));
    }
  }
}
