package io.github.paenmf.cuda.device;

import java.nio.ByteBuffer;

/**
 * A GPU as the kernels see it: memory, and queues that work is put in. Addresses are the device's
 * own. Safe for use by several threads.
 */
public interface Device extends AutoCloseable {

  /** What it is, such as {@code sm_90}; it goes into a model's metadata. */
  String name();

  /** Bytes of memory that this JVM may use on it. */
  long memory();

  /**
   * Takes memory.
   *
   * @param bytes more than 0
   * @return its address
   * @throws DeviceMemoryException when there is not enough
   */
  long allocate(long bytes);

  /** Gives memory back; work that still uses it is waited for. */
  void free(long address);

  /** Host memory that copies to and from the device can run beside the arithmetic. */
  ByteBuffer allocateHost(int bytes);

  /** Gives such memory back. */
  void freeHost(ByteBuffer buffer);

  /** A queue of its own, for one thread at a time. */
  Queue openQueue();

  @Override
  void close();
}
