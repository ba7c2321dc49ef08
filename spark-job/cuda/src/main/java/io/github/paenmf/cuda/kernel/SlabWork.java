package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.Whitening;
import io.github.paenmf.cuda.device.Device;
import io.github.paenmf.cuda.device.DeviceMemoryException;
import io.github.paenmf.cuda.device.Queue;
import io.github.paenmf.cuda.device.Queue.Lane;
import io.github.paenmf.cuda.memory.DeviceArray;
import io.github.paenmf.cuda.memory.MemoryPlan;
import io.github.paenmf.cuda.memory.Uploads;
import io.github.paenmf.cuda.slab.DeviceSlab;
import io.github.paenmf.cuda.slab.ResidentSlabs;
import io.github.paenmf.cuda.slab.ResidentSlabs.Resident;
import io.github.paenmf.cuda.slab.Slab;
import io.github.paenmf.cuda.slab.SlabUpload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts slabs through the device: weights go down once a pass, a slab is found there or sent, the
 * sums come back once a partition. A slab that doesn't stay goes through one of two places in turn,
 * so that the next one is copied while this one is worked on.
 *
 * <p>Every method that takes device memory does so before anything is added to the sums: after a
 * {@link DeviceMemoryException} the slab can be tried again in pieces.
 */
final class SlabWork implements AutoCloseable {

  /** Small enough that a buffer is still in the processor's cache when it is sent. */
  private static final int UPLOAD_BYTES = 1 << 20;

  private final Device device;
  private final ResidentSlabs resident;
  private final MemoryPlan plan;
  private final List<Resident> held = new ArrayList<>();

  private Queue queue;
  private Uploads uploads;
  private DeviceArithmetic arithmetic;
  private DeviceArray inputs;
  private DeviceArray tables;
  private DeviceArray sums;
  private DeviceArray latents;
  private Passing[] passing;
  private Queue.Mark sent;
  private ByteBuffer back;
  private int next;
  private boolean prepared;
  private Whitening sentWhitening;

  /** The slab that is being put to work, when it stays. */
  private Resident current;

  SlabWork(Device device, ResidentSlabs resident, MemoryPlan plan) {
    this.device = device;
    this.resident = resident;
    this.plan = plan;
  }

  /** A place for a slab that doesn't stay. */
  private static final class Passing {
    private final DeviceArray data;
    private final DeviceArray scores;
    private final Queue.Mark used;

    private Passing(Device device, Queue queue) {
      data = new DeviceArray(device);
      scores = new DeviceArray(device);
      used = queue.newMark();
    }
  }

  /** Takes memory; where there is none, slabs that stayed are put out one by one. */
  private void withRoom(Runnable reserve) {
    while (true) {
      try {
        reserve.run();
        return;
      } catch (DeviceMemoryException e) {
        if (!resident.shrink() && !(releaseEarlier() && resident.shrink())) {
          throw e;
        }
      }
    }
  }

  /** Lets go of the slabs that this partition is done with; false when there are none. */
  private boolean releaseEarlier() {
    List<Resident> earlier = held.stream().filter(slab -> slab != current).toList();
    if (earlier.isEmpty()) {
      return false;
    }
    waitForAll();
    earlier.forEach(resident::release);
    held.removeAll(earlier);
    return true;
  }

  private void waitForAll() {
    queue.set(sent, Lane.COPY);
    queue.await(sent);
    queue.set(sent, Lane.COMPUTE);
    queue.await(sent);
  }

  /** Starts a partition. */
  void begin() {
    release();
    prepared = false;
    sentWhitening = null;
  }

  private void open() {
    if (queue == null) {
      queue = device.openQueue();
    }
    queue.enter();
    if (uploads == null) {
      uploads = new Uploads(device, queue, UPLOAD_BYTES);
      arithmetic = new DeviceArithmetic(device, queue, plan.partialBytes());
      inputs = new DeviceArray(device);
      tables = new DeviceArray(device);
      sums = new DeviceArray(device);
      latents = new DeviceArray(device);
      passing = new Passing[] {new Passing(device, queue), new Passing(device, queue)};
      sent = queue.newMark();
    }
  }

  /** Folds a slab. */
  void fold(PassOnDevice pass, Slab slab) {
    open();
    if (!prepared) {
      prepare(pass, slab);
      prepared = true;
    }
    int rank = pass.rank();
    withRoom(() -> latents.reserve(LatentArrays.size(slab.rows(), rank)));
    Passing place = passing[next];
    current = null;
    DeviceSlab there = onDevice(slab, place);
    try {
      withRoom(() -> arithmetic.reserve(there, pass.widest(), pass.largestProduct(there)));
    } catch (DeviceMemoryException e) {
      // It comes again in pieces, which are known by other blocks.
      if (current != null) {
        waitForAll();
        held.remove(current);
        resident.discard(current);
        current = null;
      }
      throw e;
    }
    waitForUploads();
    pass.fold(
        arithmetic,
        there,
        LatentArrays.of(latents.address(), slab.rows(), rank),
        inputs.address(),
        tables.address(),
        sums.address());
    queue.set(place.used, Lane.COMPUTE);
  }

  private void prepare(PassOnDevice pass, Slab first) {
    withRoom(() -> inputs.reserve(pass.inputLength() * Float.BYTES));
    long bytes = pass.sumLength() * Double.BYTES;
    // As they are added to, and behind that as they go back.
    withRoom(() -> sums.reserve(2 * bytes + Double.BYTES));
    queue.zero(sums.address(), bytes);
    pass.send(uploads, inputs.address());
    if (first.sparse()) {
      withRoom(() -> tables.reserve(pass.tableLength() * Float.BYTES));
      waitForUploads();
      pass.fillTables(arithmetic, inputs.address(), tables.address());
    }
  }

  private long packedSums(PassOnDevice pass) {
    return sums.address() + pass.sumLength() * Double.BYTES;
  }

  private void waitForUploads() {
    queue.set(sent, Lane.COPY);
    queue.await(sent, Lane.COMPUTE);
  }

  /** The slab on the device: where it stayed, or sent now. */
  private DeviceSlab onDevice(Slab slab, Passing place) {
    Resident there = resident.acquire(slab);
    if (there == null) {
      SlabUpload upload = new SlabUpload(slab);
      there = resident.claim(slab, upload.bytes());
      if (there == null) {
        return pass(slab, upload, place);
      }
      there.put(upload.send(uploads, there.address()));
    }
    held.add(there);
    current = there;
    if (slab.inputs() == 0) {
      return there.slab();
    }
    if (there.hasScores(slab)) {
      return there.slab();
    }
    long bytes = SlabUpload.scoreBytes(slab);
    if (resident.claimScores(there, bytes)) {
      there.putScores(
          slab, SlabUpload.sendScores(slab, there.slab(), uploads, there.scoreAddress()));
      return there.slab();
    }
    return passScores(slab, there.slab(), place);
  }

  /** Sends a slab through a place that the slab before last has left. */
  private DeviceSlab pass(Slab slab, SlabUpload upload, Passing place) {
    withRoom(() -> place.data.reserve(upload.bytes()));
    if (slab.inputs() > 0) {
      withRoom(() -> place.scores.reserve(SlabUpload.scoreBytes(slab)));
    }
    take(place);
    DeviceSlab there = upload.send(uploads, place.data.address());
    return slab.inputs() == 0
        ? there
        : SlabUpload.sendScores(slab, there, uploads, place.scores.address());
  }

  private DeviceSlab passScores(Slab slab, DeviceSlab there, Passing place) {
    withRoom(() -> place.scores.reserve(SlabUpload.scoreBytes(slab)));
    take(place);
    return SlabUpload.sendScores(slab, there, uploads, place.scores.address());
  }

  private void take(Passing place) {
    queue.await(place.used, Lane.COPY);
    next = (next + 1) % passing.length;
  }

  /** Brings the sums back and lets the slabs go. */
  void end(PassOnDevice pass, Statistics<?> into) {
    if (prepared) {
      long floats = pass.floatSumLength();
      arithmetic.packSums(sums.address(), packedSums(pass), floats, pass.sumLength());
      download(packedSums(pass), PassSums.bytes(pass.sumLength(), floats));
      pass.addTo(new PassSums(back, floats), into);
      prepared = false;
    }
    release();
  }

  /** Encoder inputs of a slab, q x n. */
  float[] scores(Whitening whitening, Slab slab) {
    open();
    int q = whitening.inputs();
    int m = whitening.features();
    int n = slab.rows();
    long vectors = (long) q * m;
    if (sentWhitening != whitening) {
      withRoom(() -> inputs.reserve((vectors + q) * Float.BYTES));
      uploads
          .to(inputs.address())
          .add(whitening.directions().values(), 0, q * m)
          .add(whitening.offsets(), 0, q)
          .end();
      if (slab.sparse()) {
        withRoom(() -> tables.reserve(DeviceArithmetic.tableLength(m, q) * Float.BYTES));
        waitForUploads();
        arithmetic.toRows(inputs.address(), m, q, tables.address());
      }
      sentWhitening = whitening;
    }
    int bytes = Math.toIntExact((long) q * n * Float.BYTES);
    withRoom(() -> latents.reserve(bytes));
    DeviceSlab there = pass(slab, new SlabUpload(slab), passing[next]);
    waitForUploads();
    arithmetic.project(
        there, new Directions(inputs.address(), tables.address(), q), latents.address());
    arithmetic.subtractOffsets(latents.address(), inputs.address() + vectors * Float.BYTES, n, q);
    download(latents.address(), bytes);
    float[] scores = new float[q * n];
    back.asFloatBuffer().get(scores);
    return scores;
  }

  private void download(long from, int bytes) {
    if (back == null || back.capacity() < bytes) {
      if (back != null) {
        device.freeHost(back);
      }
      back = null;
      back = device.allocateHost(bytes);
    }
    queue.download(from, back, bytes);
  }

  private void release() {
    held.forEach(resident::release);
    held.clear();
    current = null;
  }

  @Override
  public void close() {
    if (queue != null) {
      queue.enter();
    }
    if (uploads != null) {
      // Whatever is still under way ends before its memory goes.
      waitForAll();
      release();
      uploads.close();
      arithmetic.close();
      inputs.close();
      tables.close();
      sums.close();
      latents.close();
      for (Passing place : passing) {
        place.data.close();
        place.scores.close();
      }
    }
    if (back != null) {
      device.freeHost(back);
      back = null;
    }
    if (queue != null) {
      queue.close();
      queue = null;
    }
    uploads = null;
  }
}
