package io.github.paenmf.cuda.slab;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.cuda.device.Device;
import io.github.paenmf.cuda.device.DeviceMemoryException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Slabs that stay on a device from round to round, shared by all kernels of this JVM. A slab is
 * known by the identity of its blocks, which are held weakly: blocks that the host has dropped, or
 * has read back from disk as new objects, make their slab dead, and it is sent anew. A slab that
 * finds no room isn't kept; room is never made by putting another live one out, since the slabs of
 * a fit come round in turn and each would put out the next.
 */
public final class ResidentSlabs implements AutoCloseable {

  /** Slabs not used for so long belong to a fit that is over. */
  private static final long IDLE_NANOS = Duration.ofMinutes(5).toNanos();

  private final Device device;
  private final LongSupplier nanos;
  private final List<Resident> slabs = new ArrayList<>();
  private long capacity;
  private long used;

  /** With at most so many bytes. */
  public ResidentSlabs(Device device, long capacity) {
    this(device, capacity, System::nanoTime);
  }

  ResidentSlabs(Device device, long capacity, LongSupplier nanos) {
    this.device = device;
    this.capacity = capacity;
    this.nanos = nanos;
  }

  /** A slab that stays. Between acquire or claim and release it belongs to one kernel. */
  public static final class Resident {
    private final List<WeakReference<Block>> blocks;
    private final long address;
    private final long bytes;
    private List<WeakReference<float[]>> scores = List.of();
    private long scoreAddress;
    private long scoreBytes;
    private DeviceSlab slab;
    private boolean taken = true;
    private long lastUse;

    private Resident(Slab of, long address, long bytes) {
      this.blocks = of.blocks().stream().map(block -> new WeakReference<>(block.x())).toList();
      this.address = address;
      this.bytes = bytes;
    }

    /** Where its memory starts. */
    public long address() {
      return address;
    }

    /** The slab as it was last put there; null before. */
    public DeviceSlab slab() {
      return slab;
    }

    /** Notes what was put there. */
    public void put(DeviceSlab there) {
      slab = there;
    }

    /** Whether these blocks' scores are there. */
    public boolean hasScores(Slab of) {
      if (scores.size() != of.blocks().size()) {
        return false;
      }
      for (int i = 0; i < scores.size(); i++) {
        if (!scores.get(i).refersTo(of.blocks().get(i).scores())) {
          return false;
        }
      }
      return true;
    }

    /** Address of the scores; 0 when there is no room for any. */
    public long scoreAddress() {
      return scoreAddress;
    }

    /** Notes that these blocks' scores were put there. */
    public void putScores(Slab of, DeviceSlab there) {
      slab = there;
      scores = of.blocks().stream().map(block -> new WeakReference<>(block.scores())).toList();
    }

    private boolean holds(List<DataBlock> given) {
      if (blocks.size() != given.size()) {
        return false;
      }
      for (int i = 0; i < given.size(); i++) {
        if (!blocks.get(i).refersTo(given.get(i).x())) {
          return false;
        }
      }
      return true;
    }

    private boolean dead() {
      return blocks.stream().anyMatch(block -> block.refersTo(null));
    }
  }

  /** The resident slab of these blocks, or null when it isn't there or is taken. */
  public synchronized Resident acquire(Slab slab) {
    for (Resident resident : slabs) {
      if (!resident.taken && resident.holds(slab.blocks())) {
        resident.taken = true;
        return resident;
      }
    }
    return null;
  }

  /** Room for a new slab, or null when there is none. */
  public synchronized Resident claim(Slab slab, long bytes) {
    if (!makeRoom(bytes)) {
      return null;
    }
    try {
      Resident resident = new Resident(slab, device.allocate(bytes), bytes);
      used += bytes;
      slabs.add(resident);
      return resident;
    } catch (DeviceMemoryException e) {
      // Somebody else uses the device too.
      capacity = used;
      return null;
    }
  }

  /** Room for the scores of a slab; false when there is none. */
  public synchronized boolean claimScores(Resident resident, long bytes) {
    if (resident.scoreBytes == bytes) {
      return true;
    }
    dropScores(resident);
    if (!makeRoom(bytes)) {
      return false;
    }
    try {
      resident.scoreAddress = device.allocate(bytes);
      resident.scoreBytes = bytes;
      used += bytes;
      return true;
    } catch (DeviceMemoryException e) {
      capacity = used;
      return false;
    }
  }

  /** Gives a slab back to be acquired again. */
  public synchronized void release(Resident resident) {
    resident.taken = false;
    resident.lastUse = nanos.getAsLong();
  }

  /** Forgets a slab that was claimed but not filled. */
  public synchronized void discard(Resident resident) {
    slabs.remove(resident);
    free(resident);
  }

  /** Puts out the slab that was not used for longest; false when there is none to put out. */
  public synchronized boolean shrink() {
    Resident oldest =
        slabs.stream()
            .filter(resident -> !resident.taken)
            .min(Comparator.comparingLong(resident -> resident.lastUse))
            .orElse(null);
    if (oldest == null) {
      return false;
    }
    slabs.remove(oldest);
    free(oldest);
    // What was freed is wanted for something else.
    capacity = used;
    return true;
  }

  /** Bytes in use. */
  public synchronized long used() {
    return used;
  }

  private boolean makeRoom(long bytes) {
    long now = nanos.getAsLong();
    Iterator<Resident> all = slabs.iterator();
    while (all.hasNext()) {
      Resident resident = all.next();
      boolean idle = now - resident.lastUse > IDLE_NANOS;
      if (!resident.taken && (resident.dead() || (idle && used + bytes > capacity))) {
        all.remove();
        free(resident);
      }
    }
    return used + bytes <= capacity;
  }

  private void free(Resident resident) {
    dropScores(resident);
    device.free(resident.address);
    used -= resident.bytes;
  }

  private void dropScores(Resident resident) {
    resident.scores = List.of();
    if (resident.scoreBytes > 0) {
      device.free(resident.scoreAddress);
      used -= resident.scoreBytes;
      resident.scoreBytes = 0;
      resident.scoreAddress = 0;
    }
  }

  @Override
  public synchronized void close() {
    slabs.forEach(this::free);
    slabs.clear();
  }
}
