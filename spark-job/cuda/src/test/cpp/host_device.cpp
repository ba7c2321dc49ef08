// The kernels' own source compiled for the host, as a JNI library: tests run the same arithmetic, with the same
// arguments and grids as on a GPU. The threads of a block run one after the other; in a kernel with barriers each has a
// stack of its own, and a barrier hands over to the next.

#include <jni.h>
#include <setjmp.h>
#include <ucontext.h>

#include <array>
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

// Each fiber is entered once with a stack of its own; from then on control jumps, which unlike swapcontext asks nothing
// of the kernel.
static jmp_buf scheduler;
static std::vector<std::array<jmp_buf, 1>> fibers;
static bool inFibers = false;

static void hostBarrier() {
  if (!inFibers) {
    // A kernel that waits but isn't listed as one that does.
    std::abort();
  }
  if (_setjmp(fibers[threadIdx.x][0]) == 0) {
    _longjmp(scheduler, 1);
  }
}

#define SHARED static
#define BARRIER() hostBarrier()

#include "kernels.inc"

typedef void (*Runner)(const jlong*);

template <typename T>
static T argument(jlong slot) {
  static_assert(sizeof(T) == sizeof(jlong), "every kernel argument is 8 bytes wide");
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
  static void apply(const jlong* slots, std::index_sequence<I...>) {
    kernel(argument<A>(slots[I])...);
  }
  static void run(const jlong* slots) { apply(slots, std::index_sequence_for<A...>{}); }
};

struct Kernel {
  Runner run;
  int arguments;
  bool waits;
};

#define ENTRY(name, waits) \
  { #name, {Call<decltype(&name), &name>::run, Call<decltype(&name), &name>::COUNT, waits} }

static const std::map<std::string, Kernel> KERNELS = {
    ENTRY(latent_forward, false),  ENTRY(latent_backward, false),
    ENTRY(part_sums, true),        ENTRY(add_block_sums, false),
    ENTRY(add_chunks, false),      ENTRY(weigh, false),
    ENTRY(subtract_offsets, false), ENTRY(csr_project, false),
    ENTRY(csc_project, false),     ENTRY(add_stretches, false),
    ENTRY(to_rows, false),         ENTRY(hals_rows, false),
};

static std::mutex one;
static Runner fiberRunner;
static const jlong* fiberSlots;

static bool fiberEnded;

static void fiberMain() {
  fiberRunner(fiberSlots);
  fiberEnded = true;
  _longjmp(scheduler, 1);
}

// Runs a fiber until its next barrier or its end.
static void resume(unsigned thread, bool entered, std::vector<char>& stack) {
  threadIdx.x = thread;
  if (_setjmp(scheduler) != 0) {
    return;
  }
  if (entered) {
    _longjmp(fibers[thread][0], 1);
  }
  ucontext_t fresh;
  getcontext(&fresh);
  fresh.uc_stack.ss_sp = stack.data();
  fresh.uc_stack.ss_size = stack.size();
  fresh.uc_link = nullptr;
  makecontext(&fresh, fiberMain, 0);
  setcontext(&fresh);
}

static void runFibers(const Kernel& kernel, const jlong* slots, unsigned threads) {
  static std::vector<std::vector<char>> stacks;
  while (stacks.size() < threads) {
    stacks.emplace_back(64 << 10);
  }
  fibers.resize(threads);
  fiberRunner = kernel.run;
  fiberSlots = slots;
  inFibers = true;
  std::vector<bool> ended(threads, false);
  bool entered = false;
  for (unsigned left = threads; left > 0; entered = true) {
    for (unsigned t = 0; t < threads; t++) {
      if (!ended[t]) {
        fiberEnded = false;
        resume(t, entered, stacks[t]);
        if (fiberEnded) {
          ended[t] = true;
          left--;
        }
      }
    }
  }
  inFibers = false;
}

static void fail(JNIEnv* env, const std::string& message) {
  env->ThrowNew(env->FindClass("java/lang/IllegalArgumentException"), message.c_str());
}

extern "C" {

JNIEXPORT jlong JNICALL Java_io_github_paenmf_cuda_host_HostLibrary_allocate(JNIEnv*, jclass, jlong bytes) {
  char* memory = static_cast<char*>(std::malloc(bytes));
  // Nothing may rely on fresh memory being zero: this is NaN in float and in double.
  std::memset(memory, 0xFF, bytes);
  return reinterpret_cast<jlong>(memory);
}

JNIEXPORT void JNICALL Java_io_github_paenmf_cuda_host_HostLibrary_free(JNIEnv*, jclass, jlong address) {
  std::free(reinterpret_cast<void*>(address));
}

JNIEXPORT void JNICALL Java_io_github_paenmf_cuda_host_HostLibrary_copyIn(
    JNIEnv* env, jclass, jobject from, jlong bytes, jlong to) {
  std::memcpy(reinterpret_cast<void*>(to), env->GetDirectBufferAddress(from), bytes);
}

JNIEXPORT void JNICALL Java_io_github_paenmf_cuda_host_HostLibrary_copyOut(
    JNIEnv* env, jclass, jlong from, jobject to, jlong bytes) {
  std::memcpy(env->GetDirectBufferAddress(to), reinterpret_cast<void*>(from), bytes);
}

JNIEXPORT void JNICALL Java_io_github_paenmf_cuda_host_HostLibrary_zero(JNIEnv*, jclass, jlong at, jlong bytes) {
  std::memset(reinterpret_cast<void*>(at), 0, bytes);
}

JNIEXPORT void JNICALL Java_io_github_paenmf_cuda_host_HostLibrary_launch(
    JNIEnv* env, jclass, jstring name, jint blocksX, jint blocksY, jint threads, jlongArray arguments) {
  const char* text = env->GetStringUTFChars(name, nullptr);
  std::string key(text);
  env->ReleaseStringUTFChars(name, text);
  auto found = KERNELS.find(key);
  if (found == KERNELS.end()) {
    fail(env, "no kernel " + key);
    return;
  }
  const Kernel& kernel = found->second;
  jsize count = env->GetArrayLength(arguments);
  if (count != kernel.arguments) {
    fail(env, key + " takes " + std::to_string(kernel.arguments) + " arguments, found " + std::to_string(count));
    return;
  }
  std::vector<jlong> slots(count);
  env->GetLongArrayRegion(arguments, 0, count, slots.data());
  std::lock_guard<std::mutex> lock(one);
  gridDim = {(unsigned)blocksX, (unsigned)blocksY, 1};
  blockDim = {(unsigned)threads, 1, 1};
  for (int y = 0; y < blocksY; y++) {
    for (int x = 0; x < blocksX; x++) {
      blockIdx = {(unsigned)x, (unsigned)y, 0};
      if (kernel.waits) {
        runFibers(kernel, slots.data(), threads);
      } else {
        for (int t = 0; t < threads; t++) {
          threadIdx = {(unsigned)t, 0, 0};
          kernel.run(slots.data());
        }
      }
    }
  }
}

JNIEXPORT void JNICALL Java_io_github_paenmf_cuda_host_HostLibrary_gemm(
    JNIEnv*, jclass, jboolean transA, jboolean transB, jint m, jint n, jint k, jfloat alpha, jlong a, jint lda, jlong b,
    jint ldb, jfloat beta, jlong c, jint ldc) {
  const float* left = reinterpret_cast<const float*>(a);
  const float* right = reinterpret_cast<const float*>(b);
  float* out = reinterpret_cast<float*>(c);
  for (jint j = 0; j < n; j++) {
    for (jint i = 0; i < m; i++) {
      double sum = 0;
      for (jint l = 0; l < k; l++) {
        float x = transA ? left[(long)i * lda + l] : left[(long)l * lda + i];
        float y = transB ? right[(long)l * ldb + j] : right[(long)j * ldb + l];
        sum += (double)x * y;
      }
      long at = (long)j * ldc + i;
      out[at] = (float)(alpha * sum + (beta == 0 ? 0.0 : (double)beta * out[at]));
    }
  }
}
}
