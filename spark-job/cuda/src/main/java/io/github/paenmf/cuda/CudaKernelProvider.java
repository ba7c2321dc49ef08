package io.github.paenmf.cuda;

import io.github.paenmf.core.accelerator.Availability;
import io.github.paenmf.core.accelerator.KernelProvider;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.cuda.kernel.CudaKernel;
import io.github.paenmf.cuda.memory.MemoryPlan;
import io.github.paenmf.cuda.nvidia.CudaDevice;
import io.github.paenmf.cuda.nvidia.CudaDevices;
import io.github.paenmf.cuda.slab.ResidentSlabs;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kernels on NVIDIA GPUs. Devices are opened once a JVM and shared by all kernels. */
public final class CudaKernelProvider implements KernelProvider {

  private static final Logger LOG = LoggerFactory.getLogger(CudaKernelProvider.class);

  private static final Map<Integer, Opened> OPENED = new HashMap<>();

  private static Availability availability;

  /** A device with what stays on it. */
  private record Opened(CudaDevice device, ResidentSlabs resident) {}

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public Availability availability() {
    synchronized (OPENED) {
      if (availability == null) {
        availability = CudaDevices.look();
      }
      return availability;
    }
  }

  @Override
  public BlockKernel create(int device, double memoryFraction) {
    Availability there = availability();
    if (device < 0 || device >= there.devices()) {
      throw new IllegalStateException("GPU %d can't be used: %s".formatted(device, there.reason()));
    }
    Opened opened = open(device);
    MemoryPlan plan = MemoryPlan.of(opened.device.memory(), memoryFraction);
    return new CudaKernel(opened.device, opened.resident, plan, CpuKernel::new, LOG::warn);
  }

  private static Opened open(int index) {
    synchronized (OPENED) {
      Opened opened = OPENED.get(index);
      if (opened == null) {
        CudaDevice device = new CudaDevice(index);
        LOG.info("GPU {}: {}", index, device.description());
        opened =
            new Opened(
                device,
                new ResidentSlabs(device, MemoryPlan.of(device.memory(), 1).residentBytes()));
        OPENED.put(index, opened);
      }
      return opened;
    }
  }
}
