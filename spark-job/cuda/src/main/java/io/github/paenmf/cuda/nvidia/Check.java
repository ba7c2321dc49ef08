package io.github.paenmf.cuda.nvidia;

import io.github.paenmf.cuda.device.DeviceMemoryException;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** Turns the results of CUDA's functions into exceptions. */
final class Check {

  private Check() {}

  /** Of the runtime. */
  static void runtime(int result, String what) {
    if (result == cudart.cudaSuccess) {
      return;
    }
    // Read it, so that the next call doesn't report it again.
    cudart.cudaGetLastError();
    String message = "%s: %s".formatted(what, runtimeError(result));
    if (result == cudart.cudaErrorMemoryAllocation) {
      throw new DeviceMemoryException(message);
    }
    throw new IllegalStateException(message);
  }

  /** The runtime's name and words for an error. */
  static String runtimeError(int result) {
    return "%s (%s)"
        .formatted(
            cudart.cudaGetErrorName(result).getString(),
            cudart.cudaGetErrorString(result).getString());
  }

  /** Of the driver. */
  static void driver(int result, String what) {
    if (result == cudart.CUDA_SUCCESS) {
      return;
    }
    String name = Integer.toString(result);
    try (PointerPointer<BytePointer> text = new PointerPointer<>(1)) {
      if (cudart.cuGetErrorName(result, text) == cudart.CUDA_SUCCESS) {
        name = text.get(BytePointer.class, 0).getString();
      }
    }
    String message = "%s: %s".formatted(what, name);
    if (result == cudart.CUDA_ERROR_OUT_OF_MEMORY) {
      throw new DeviceMemoryException(message);
    }
    throw new IllegalStateException(message);
  }

  /** Of cuBLAS. */
  static void blas(int result, String what) {
    if (result == cublas.CUBLAS_STATUS_SUCCESS) {
      return;
    }
    String message = "%s: cuBLAS status %d".formatted(what, result);
    if (result == cublas.CUBLAS_STATUS_ALLOC_FAILED) {
      throw new DeviceMemoryException(message);
    }
    throw new IllegalStateException(message);
  }

  /** Of NVRTC. */
  static void compiler(int result, String what) {
    if (result != nvrtc.NVRTC_SUCCESS) {
      throw new IllegalStateException(
          "%s: %s".formatted(what, nvrtc.nvrtcGetErrorString(result).getString()));
    }
  }
}
