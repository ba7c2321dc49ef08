// The functions of CUDA's libraries that the project calls, on the host: with them the code that talks to a GPU runs
// where there is none, with real pointers, streams and launches. Memory of the "device" is checked to be its own.

#include <cstdio>

#include "emulator.h"

static std::map<std::uintptr_t, std::size_t> deviceMemory;
static std::mutex memoryLock;
static std::size_t used = 0;

static std::size_t memorySize() {
  const char* text = std::getenv("FAKE_CUDA_BYTES");
  return text == nullptr ? (std::size_t)1 << 30 : std::strtoull(text, nullptr, 10);
}

// True when the bytes lie inside one allocation.
static bool onDevice(const void* from, std::size_t bytes) {
  std::lock_guard<std::mutex> guard(memoryLock);
  auto after = deviceMemory.upper_bound((std::uintptr_t)from);
  if (after == deviceMemory.begin()) {
    return false;
  }
  --after;
  return (std::uintptr_t)from + bytes <= after->first + after->second;
}

static const int INVALID = 1;
static const int OUT_OF_MEMORY = 2;

// A thread has to name its device before it launches anything.
static thread_local bool entered = false;

struct Object {
  int kind;
};

static void* made(int kind) { return new Object{kind}; }

static int ended(void* object, int kind) {
  Object* known = (Object*)object;
  if (known == nullptr || known->kind != kind) {
    return INVALID;
  }
  known->kind = 0;
  delete known;
  return 0;
}

static bool is(void* object, int kind) { return object != nullptr && ((Object*)object)->kind == kind; }

enum { STREAM = 11, EVENT, MODULE, BLAS, PROGRAM };

extern "C" {

int cudaGetDeviceCount(int* count) {
  *count = 1;
  return 0;
}

int cudaSetDevice(int device) {
  entered = device == 0;
  return device == 0 ? 0 : INVALID;
}

int cudaDeviceGetAttribute(int* value, int which, int) {
  *value = which == 75 ? 9 : which == 76 ? 0 : which == 16 ? 4 : -1;
  return *value < 0 ? INVALID : 0;
}

int cudaRuntimeGetVersion(int* version) {
  *version = 13000;
  return 0;
}

int cudaGetLastError() { return 0; }

const char* cudaGetErrorName(int error) { return error == OUT_OF_MEMORY ? "cudaErrorMemoryAllocation" : "cudaErrorFake"; }

const char* cudaGetErrorString(int) { return "a fake error"; }

int cudaMalloc(void** address, std::size_t bytes) {
  std::lock_guard<std::mutex> guard(memoryLock);
  if (!entered || bytes == 0) {
    return INVALID;
  }
  if (used + bytes > memorySize()) {
    return OUT_OF_MEMORY;
  }
  void* memory = std::malloc(bytes);
  // Nothing may rely on fresh memory being zero.
  std::memset(memory, 0xFF, bytes);
  deviceMemory[(std::uintptr_t)memory] = bytes;
  used += bytes;
  *address = memory;
  return 0;
}

int cudaFree(void* address) {
  if (address == nullptr) {
    return 0;
  }
  std::lock_guard<std::mutex> guard(memoryLock);
  auto found = deviceMemory.find((std::uintptr_t)address);
  if (found == deviceMemory.end()) {
    return INVALID;
  }
  used -= found->second;
  deviceMemory.erase(found);
  std::free(address);
  return 0;
}

int cudaMallocHost(void** address, std::size_t bytes) {
  *address = std::malloc(bytes);
  return 0;
}

int cudaFreeHost(void* address) {
  std::free(address);
  return 0;
}

int cudaMemGetInfo(std::size_t* free, std::size_t* total) {
  *total = memorySize();
  *free = *total - used;
  return 0;
}

int cudaDeviceSynchronize() { return 0; }

int cudaStreamCreateWithFlags(void** stream, unsigned) {
  *stream = made(STREAM);
  return 0;
}

int cudaStreamDestroy(void* stream) { return ended(stream, STREAM); }

int cudaStreamSynchronize(void* stream) { return is(stream, STREAM) ? 0 : INVALID; }

int cudaStreamWaitEvent(void* stream, void* event, unsigned) {
  return is(stream, STREAM) && is(event, EVENT) ? 0 : INVALID;
}

int cudaEventCreateWithFlags(void** event, unsigned) {
  *event = made(EVENT);
  return 0;
}

int cudaEventRecord(void* event, void* stream) { return is(stream, STREAM) && is(event, EVENT) ? 0 : INVALID; }

int cudaEventSynchronize(void* event) { return is(event, EVENT) ? 0 : INVALID; }

int cudaEventDestroy(void* event) { return ended(event, EVENT); }

int cudaMemcpyAsync(void* to, const void* from, std::size_t bytes, int kind, void* stream) {
  bool fromDevice = kind == 2 || kind == 3;
  bool toDevice = kind == 1 || kind == 3;
  if (!is(stream, STREAM) || onDevice(from, bytes) != fromDevice || onDevice(to, bytes) != toDevice) {
    return INVALID;
  }
  std::memcpy(to, from, bytes);
  return 0;
}

int cudaMemsetAsync(void* address, int value, std::size_t bytes, void* stream) {
  if (!is(stream, STREAM) || !onDevice(address, bytes)) {
    return INVALID;
  }
  std::memset(address, value, bytes);
  return 0;
}

int cuDeviceGet(int* device, int ordinal) {
  *device = ordinal;
  return 0;
}

int cuDeviceGetName(char* name, int length, int) {
  std::snprintf(name, length, "a GPU that does not exist");
  return 0;
}

int cuGetErrorName(int, const char** name) {
  *name = "CUDA_ERROR_FAKE";
  return 0;
}

int cuModuleLoadData(void** module, const void* code) {
  // What the fake compiler made.
  if (std::strncmp((const char*)code, "fake code for sm_90", 19) != 0) {
    return INVALID;
  }
  *module = made(MODULE);
  return 0;
}

int cuModuleUnload(void* module) { return ended(module, MODULE); }

int cuModuleGetFunction(void** function, void* module, const char* name) {
  auto found = KERNELS.find(name);
  if (!is(module, MODULE) || found == KERNELS.end()) {
    return INVALID;
  }
  *function = (void*)&found->second;
  return 0;
}

int cuLaunchKernel(
    void* function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX, unsigned blockY, unsigned blockZ,
    unsigned shared, void* stream, void** parameters, void** extra) {
  if (!entered || !is(stream, STREAM) || gridX == 0 || gridY == 0 || gridY > 65535 || gridZ != 1 || blockX == 0 ||
      blockX > 1024 || blockY != 1 || blockZ != 1 || shared != 0 || extra != nullptr) {
    return INVALID;
  }
  const Kernel& kernel = *(const Kernel*)function;
  std::vector<std::int64_t> slots(kernel.arguments);
  for (int i = 0; i < kernel.arguments; i++) {
    std::memcpy(&slots[i], parameters[i], sizeof slots[i]);
  }
  runGrid(kernel, gridX, gridY, blockX, slots.data());
  return 0;
}

int nvrtcCreateProgram(void** program, const char* source, const char*, int headers, const char* const*, const char* const*) {
  if (headers != 0 || std::strstr(source, "latent_forward") == nullptr) {
    return INVALID;
  }
  *program = made(PROGRAM);
  return 0;
}

int nvrtcCompileProgram(void* program, int count, const char* const* options) {
  bool fused = true;
  bool hopper = false;
  for (int i = 0; i < count; i++) {
    fused = fused && std::strcmp(options[i], "--fmad=false") != 0;
    hopper = hopper || std::strcmp(options[i], "--gpu-architecture=sm_90") == 0;
  }
  return is(program, PROGRAM) && hopper && !fused ? 0 : INVALID;
}

int nvrtcGetCUBINSize(void*, std::size_t* size) {
  *size = 20;
  return 0;
}

int nvrtcGetCUBIN(void*, char* code) {
  std::memcpy(code, "fake code for sm_90", 20);
  return 0;
}

int nvrtcDestroyProgram(void** program) { return ended(*program, PROGRAM); }

const char* nvrtcGetErrorString(int) { return "a fake error"; }

int nvrtcGetProgramLogSize(void*, std::size_t* size) {
  *size = 1;
  return 0;
}

int nvrtcGetProgramLog(void*, char* log) {
  *log = 0;
  return 0;
}

int cublasCreate_v2(void** handle) {
  *handle = made(BLAS);
  return 0;
}

int cublasDestroy_v2(void* handle) { return ended(handle, BLAS); }

int cublasSetStream_v2(void* handle, void* stream) { return is(handle, BLAS) && is(stream, STREAM) ? 0 : INVALID; }

int cublasSetWorkspace_v2(void* handle, void* workspace, std::size_t bytes) {
  return is(handle, BLAS) && onDevice(workspace, bytes) ? 0 : INVALID;
}

int cublasSetMathMode(void* handle, int mode) { return is(handle, BLAS) && mode == 0 ? 0 : INVALID; }

int cublasSetAtomicsMode(void* handle, int mode) { return is(handle, BLAS) && mode == 0 ? 0 : INVALID; }

int cublasSgemmStridedBatched(
    void* handle, int transA, int transB, int m, int n, int k, const float* alpha, const float* a, int lda,
    long long strideA, const float* b, int ldb, long long strideB, const float* beta, float* c, int ldc,
    long long strideC, int count) {
  if (!is(handle, BLAS) || m < 1 || n < 1 || k < 1 || lda < (transA ? k : m) || ldb < (transB ? n : k) || ldc < m ||
      !onDevice(a, sizeof(float)) || !onDevice(b, sizeof(float)) ||
      !onDevice(c, sizeof(float) * ((std::size_t)strideC * (count - 1) + (std::size_t)ldc * (n - 1) + m))) {
    return INVALID;
  }
  for (int i = 0; i < count; i++) {
    multiply(
        transA == 1, transB == 1, m, n, k, *alpha, a + i * strideA, lda, b + i * strideB, ldb, *beta, c + i * strideC, ldc);
  }
  return 0;
}

int cublasSgemm_v2(
    void* handle, int transA, int transB, int m, int n, int k, const float* alpha, const float* a, int lda, const float* b,
    int ldb, const float* beta, float* c, int ldc) {
  return cublasSgemmStridedBatched(handle, transA, transB, m, n, k, alpha, a, lda, 0, b, ldb, 0, beta, c, ldc, 0, 1);
}
}
