package io.github.paenmf.cuda.memory;

import io.github.paenmf.cuda.device.Device;
import io.github.paenmf.cuda.device.Queue;
import java.nio.ByteBuffer;

/**
 * Copies from arrays of the heap to the device by way of a few pinned buffers: while some are on
 * their way, another is filled. Between {@link #to} and {@link #end} arrays are laid one behind the
 * other, so that many short ones make one copy.
 */
public final class Uploads implements AutoCloseable {

  private static final int BUFFERS = 4;

  private final Device device;
  private final Queue queue;
  private final ByteBuffer[] buffers = new ByteBuffer[BUFFERS];
  private final Queue.Mark[] sent = new Queue.Mark[BUFFERS];
  private int current;
  private int filled;
  private long target;

  /**
   * With buffers of this size.
   *
   * @param bytes a multiple of 8
   */
  public Uploads(Device device, Queue queue, int bytes) {
    this.device = device;
    this.queue = queue;
    for (int i = 0; i < BUFFERS; i++) {
      buffers[i] = device.allocateHost(bytes);
      sent[i] = queue.newMark();
    }
  }

  /** What follows goes to this address of the device. */
  public Uploads to(long address) {
    target = address;
    return this;
  }

  /** Lays {@code length} floats behind what is there. */
  public Uploads add(float[] from, int offset, int length) {
    int done = 0;
    while (done < length) {
      ByteBuffer room = room(Float.BYTES);
      int count = Math.min(room.remaining() / Float.BYTES, length - done);
      room.asFloatBuffer().put(from, offset + done, count);
      filled += count * Float.BYTES;
      done += count;
    }
    return this;
  }

  /** Lays ints behind what is there. */
  public Uploads add(int[] from) {
    int done = 0;
    while (done < from.length) {
      ByteBuffer room = room(Integer.BYTES);
      int count = Math.min(room.remaining() / Integer.BYTES, from.length - done);
      room.asIntBuffer().put(from, done, count);
      filled += count * Integer.BYTES;
      done += count;
    }
    return this;
  }

  /** Lays longs behind what is there. */
  public Uploads add(long[] from) {
    int done = 0;
    while (done < from.length) {
      ByteBuffer room = room(Long.BYTES);
      int count = Math.min(room.remaining() / Long.BYTES, from.length - done);
      room.asLongBuffer().put(from, done, count);
      filled += count * Long.BYTES;
      done += count;
    }
    return this;
  }

  /** Sends the rest off. */
  public void end() {
    if (filled > 0) {
      send();
    }
  }

  /** The free part of the current buffer, at least one element long. */
  private ByteBuffer room(int elementBytes) {
    if (buffers[current].capacity() - filled < elementBytes) {
      send();
    }
    if (filled == 0) {
      queue.await(sent[current]);
    }
    ByteBuffer buffer = buffers[current];
    buffer.clear().position(filled);
    return buffer.slice().order(buffer.order());
  }

  private void send() {
    buffers[current].clear();
    queue.upload(buffers[current], filled, target);
    queue.set(sent[current], Queue.Lane.COPY);
    target += filled;
    filled = 0;
    current = (current + 1) % BUFFERS;
  }

  @Override
  public void close() {
    for (int i = 0; i < BUFFERS; i++) {
      queue.await(sent[i]);
      device.freeHost(buffers[i]);
    }
  }
}
