// The emulator as a JNI library, for tests that put the host in the place of a device.

#include <jni.h>

#include "emulator.h"

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
  std::vector<std::int64_t> slots(count);
  env->GetLongArrayRegion(arguments, 0, count, reinterpret_cast<jlong*>(slots.data()));
  runGrid(kernel, blocksX, blocksY, threads, slots.data());
}

JNIEXPORT void JNICALL Java_io_github_paenmf_cuda_host_HostLibrary_gemm(
    JNIEnv*, jclass, jboolean transA, jboolean transB, jint m, jint n, jint k, jfloat alpha, jlong a, jint lda, jlong b,
    jint ldb, jfloat beta, jlong c, jint ldc) {
  multiply(
      transA, transB, m, n, k, alpha, reinterpret_cast<const float*>(a), lda, reinterpret_cast<const float*>(b), ldb, beta,
      reinterpret_cast<float*>(c), ldc);
}
}
