package io.github.paenmf.cuda.nvidia;

import io.github.paenmf.cuda.device.Device;
import io.github.paenmf.cuda.source.KernelSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.cuda.cudart.CUfunc_st;
import org.bytedeco.cuda.cudart.CUmod_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/** An NVIDIA GPU, with the kernels compiled for its own capability. */
public final class CudaDevice implements Device {

  /** Some of what is free is left to the driver and to others. */
  private static final double MEMORY_SHARE = 0.9;

  private static final int NAME_LENGTH = 256;

  private final int index;
  private final String architecture;
  private final String product;
  private final int multiprocessors;
  private final long memory;
  private final CUmod_st module = new CUmod_st();
  private final Map<String, CUfunc_st> kernels = new HashMap<>();

  /**
   * Opens a device and compiles the kernels for it.
   *
   * @param index its number, from 0
   * @throws IllegalStateException when it can't be used
   */
  public CudaDevice(int index) {
    this.index = index;
    enter();
    int major = attribute(cudart.cudaDevAttrComputeCapabilityMajor);
    int minor = attribute(cudart.cudaDevAttrComputeCapabilityMinor);
    architecture = "sm_" + major + minor;
    multiprocessors = attribute(cudart.cudaDevAttrMultiProcessorCount);
    product = productName();
    try (SizeTPointer free = new SizeTPointer(1);
        SizeTPointer total = new SizeTPointer(1)) {
      Check.runtime(cudart.cudaMemGetInfo(free, total), "free memory");
      memory = (long) (free.get() * MEMORY_SHARE);
    }
    try (BytePointer code = Compiler.compile(KernelSource.text(), architecture)) {
      Check.driver(cudart.cuModuleLoadData(module, code), "loading the kernels");
    }
    for (String name : KernelSource.KERNELS) {
      CUfunc_st kernel = new CUfunc_st();
      Check.driver(cudart.cuModuleGetFunction(kernel, module, name), "kernel " + name);
      kernels.put(name, kernel);
    }
  }

  /** Makes this device the calling thread's. */
  void enter() {
    Check.runtime(cudart.cudaSetDevice(index), "device " + index);
    // The first call of a thread attaches it to the device's context, which the driver's calls
    // need.
    Check.runtime(cudart.cudaFree((Pointer) null), "device " + index);
  }

  CUfunc_st kernel(String name) {
    CUfunc_st kernel = kernels.get(name);
    if (kernel == null) {
      throw new IllegalArgumentException("no kernel " + name);
    }
    return kernel;
  }

  private int attribute(int which) {
    int[] value = new int[1];
    Check.runtime(cudart.cudaDeviceGetAttribute(value, which, index), "attribute " + which);
    return value[0];
  }

  private String productName() {
    byte[] name = new byte[NAME_LENGTH];
    int[] handle = new int[1];
    Check.driver(cudart.cuDeviceGet(handle, index), "device " + index);
    Check.driver(cudart.cuDeviceGetName(name, name.length, handle[0]), "name of device " + index);
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    return new String(name, 0, length, java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return architecture;
  }

  /** Product, capability, multiprocessors and memory, in words. */
  public String description() {
    return "%s (%s, %d multiprocessors, %.1f GB usable)"
        .formatted(product, architecture, multiprocessors, memory / 1e9);
  }

  @Override
  public long memory() {
    return memory;
  }

  @Override
  public long allocate(long bytes) {
    enter();
    Pointer address = new Pointer();
    Check.runtime(cudart.cudaMalloc(address, bytes), "%d bytes of device memory".formatted(bytes));
    return address.address();
  }

  @Override
  public void free(long address) {
    enter();
    Check.runtime(cudart.cudaDeviceSynchronize(), "waiting for the device");
    Check.runtime(cudart.cudaFree(Addresses.of(address)), "giving device memory back");
  }

  @Override
  public ByteBuffer allocateHost(int bytes) {
    enter();
    Pointer address = new Pointer();
    Check.runtime(
        cudart.cudaMallocHost(address, bytes), "%d bytes of pinned memory".formatted(bytes));
    // The bytes view has no owner: it stays until freeHost.
    return new BytePointer(address).capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  @Override
  public void freeHost(ByteBuffer buffer) {
    enter();
    buffer.clear();
    Check.runtime(cudart.cudaFreeHost(new Pointer(buffer)), "giving pinned memory back");
  }

  @Override
  public CudaQueue openQueue() {
    return new CudaQueue(this);
  }

  @Override
  public void close() {
    enter();
    Check.driver(cudart.cuModuleUnload(module), "unloading the kernels");
  }
}
