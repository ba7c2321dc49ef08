package io.github.paenmf.cuda.memory;

import io.github.paenmf.cuda.device.Device;

/** Device memory that grows and never shrinks, reused from slab to slab and round to round. */
public final class DeviceArray implements AutoCloseable {

  private final Device device;
  private long address;
  private long capacity;

  /** Empty; {@link #reserve} gives it room. */
  public DeviceArray(Device device) {
    this.device = device;
  }

  /**
   * Makes room. The content is undefined after growth.
   *
   * @return the address
   * @throws io.github.paenmf.cuda.device.DeviceMemoryException when there is not enough; what was
   *     there before is then gone
   */
  public long reserve(long bytes) {
    if (bytes > capacity) {
      close();
      address = device.allocate(bytes);
      capacity = bytes;
    }
    return address;
  }

  /** Bytes held. */
  public long capacity() {
    return capacity;
  }

  /** The address; 0 while empty. */
  public long address() {
    return address;
  }

  @Override
  public void close() {
    if (capacity > 0) {
      capacity = 0;
      device.free(address);
      address = 0;
    }
  }
}
