package io.github.paenmf.cuda.nvidia;

import io.github.paenmf.core.accelerator.Availability;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.Loader;

/** Which GPUs this JVM can use. */
public final class CudaDevices {

  /** The oldest capability that CUDA 13 knows. */
  private static final int OLDEST_MAJOR = 7;

  private static final int OLDEST_MINOR = 5;

  private CudaDevices() {}

  /** Looks; never throws. */
  public static Availability look() {
    if (!CudaLibraries.driverMayBeThere()) {
      return new Availability(
          0, "no NVIDIA driver on this machine (CUDA's libcuda.so.1 is missing)");
    }
    String libraries = CudaLibraries.load();
    try {
      for (Class<?> binding : new Class<?>[] {cudart.class, nvrtc.class, cublas.class}) {
        Loader.load(binding);
      }
      return count(libraries);
    } catch (LinkageError | RuntimeException e) {
      return new Availability(
          0, "CUDA 13 can't be loaded: %s; %s".formatted(lastLine(e), libraries));
    }
  }

  private static Availability count(String libraries) {
    int[] devices = new int[1];
    int result = cudart.cudaGetDeviceCount(devices);
    if (result != cudart.cudaSuccess) {
      cudart.cudaGetLastError();
      return new Availability(0, "no NVIDIA GPU: " + Check.runtimeError(result));
    }
    if (devices[0] == 0) {
      return new Availability(0, "no NVIDIA GPU is there");
    }
    int[] major = new int[1];
    int[] minor = new int[1];
    Check.runtime(
        cudart.cudaDeviceGetAttribute(major, cudart.cudaDevAttrComputeCapabilityMajor, 0),
        "capability");
    Check.runtime(
        cudart.cudaDeviceGetAttribute(minor, cudart.cudaDevAttrComputeCapabilityMinor, 0),
        "capability");
    String capability = "sm_" + major[0] + minor[0];
    if (major[0] < OLDEST_MAJOR || (major[0] == OLDEST_MAJOR && minor[0] < OLDEST_MINOR)) {
      return new Availability(
          0, "the GPU has %s, CUDA 13 needs sm_75 or later".formatted(capability));
    }
    int[] version = new int[1];
    Check.runtime(cudart.cudaRuntimeGetVersion(version), "version of CUDA");
    return new Availability(
        devices[0],
        "%d NVIDIA GPU%s (%s), CUDA %d.%d; %s"
            .formatted(
                devices[0],
                devices[0] == 1 ? "" : "s",
                capability,
                version[0] / 1000,
                version[0] % 1000 / 10,
                libraries));
  }

  /** The innermost message: the library that is missing. */
  private static String lastLine(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
