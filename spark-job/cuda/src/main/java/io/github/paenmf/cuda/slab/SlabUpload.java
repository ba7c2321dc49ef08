package io.github.paenmf.cuda.slab;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.cuda.memory.Uploads;
import java.util.Arrays;

/** Lays a slab out in device memory and sends it there. */
public final class SlabUpload {

  /** Every array starts at a multiple of it, as wide loads want. */
  private static final long ALIGNMENT = 256;

  private final Slab slab;
  private final Columns columns;

  /** Prepares a slab; a sparse one is sorted into columns here. */
  public SlabUpload(Slab slab) {
    this.slab = slab;
    this.columns = slab.sparse() ? Columns.of(slab) : null;
  }

  /** Bytes of data, keys and weights. */
  public long bytes() {
    return place(0).end;
  }

  /** Bytes of the scores, 0 without. */
  public static long scoreBytes(Slab slab) {
    return aligned((long) slab.inputs() * slab.rows() * Float.BYTES);
  }

  /**
   * Bytes of device memory that a block will take in a slab, without sorting it first. The sum over
   * a slab's blocks is never too low.
   */
  public static long estimate(Block block) {
    boolean sparse = block instanceof CsrBlock;
    // The values of a dense block aren't looked at: in a large heap each look may cost a page walk.
    long stored = sparse ? block.storedValues() : (long) block.rows() * block.features();
    long perValue = sparse ? 2L * (Float.BYTES + Integer.BYTES) : Float.BYTES;
    long pointers =
        sparse
            ? Integer.BYTES
                * (block.rows() + 3L * block.features() + 2 * (stored / Columns.SHORTEST) + 8)
            : 0;
    long perRow = Long.BYTES + Float.BYTES;
    return stored * perValue + pointers + block.rows() * perRow + 10 * ALIGNMENT;
  }

  /**
   * Sends data, keys and weights.
   *
   * @param address of {@link #bytes} bytes
   */
  public DeviceSlab send(Uploads uploads, long address) {
    Place at = place(address);
    if (slab.sparse()) {
      sendSparse(uploads, at);
    } else {
      uploads.to(at.values);
      for (DataBlock block : slab.blocks()) {
        float[] values = ((DenseBlock) block.x()).values();
        uploads.add(values, 0, values.length);
      }
      uploads.end();
    }
    uploads.to(at.keys);
    for (DataBlock block : slab.blocks()) {
      uploads.add(block.x().keys());
    }
    uploads.end();
    if (slab.weighted()) {
      uploads.to(at.weights);
      for (DataBlock block : slab.blocks()) {
        float[] weights = block.x().weights();
        uploads.add(weights == null ? ones(block.rows()) : weights, 0, block.rows());
      }
      uploads.end();
    }
    return new DeviceSlab(
        slab.rows(),
        slab.features(),
        slab.sparse(),
        at.values,
        at.rowStart,
        at.columns,
        at.columnRows,
        at.columnValues,
        at.stretchStart,
        at.stretchOrder,
        at.columnStretches,
        columns == null ? 0 : columns.stretches(),
        at.keys,
        slab.weighted() ? at.weights : 0,
        0,
        0);
  }

  private void sendSparse(Uploads uploads, Place at) {
    uploads.to(at.values);
    for (DataBlock block : slab.blocks()) {
      float[] values = ((CsrBlock) block.x()).values();
      uploads.add(values, 0, values.length);
    }
    uploads.end();
    uploads.to(at.columns);
    for (DataBlock block : slab.blocks()) {
      uploads.add(((CsrBlock) block.x()).columns());
    }
    uploads.end();
    uploads.to(at.rowStart).add(slab.rowStart()).end();
    uploads.to(at.columnRows).add(columns.rows()).end();
    uploads.to(at.columnValues).add(columns.values(), 0, columns.values().length).end();
    uploads.to(at.stretchStart).add(columns.stretchStart()).end();
    uploads.to(at.stretchOrder).add(columns.order()).end();
    uploads.to(at.columnStretches).add(columns.columnStretches()).end();
  }

  /**
   * Sends the scores of a slab whose data is there.
   *
   * @param there the slab on the device
   * @param address of {@link #scoreBytes} bytes
   */
  public static DeviceSlab sendScores(Slab slab, DeviceSlab there, Uploads uploads, long address) {
    uploads.to(address);
    for (int s = 0; s < slab.inputs(); s++) {
      for (DataBlock block : slab.blocks()) {
        uploads.add(block.scores(), s * block.rows(), block.rows());
      }
    }
    uploads.end();
    return there.withScores(address, slab.inputs());
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1f);
    return ones;
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Where each array starts when the slab starts at an address. */
  private Place place(long address) {
    Place at = new Place();
    long next = address;
    at.values = next;
    next += aligned(slab.storedValues() * Float.BYTES);
    if (slab.sparse()) {
      at.columns = next;
      next += aligned(slab.storedValues() * Integer.BYTES);
      at.rowStart = next;
      next += aligned((slab.rows() + 1L) * Integer.BYTES);
      at.columnRows = next;
      next += aligned(slab.storedValues() * Integer.BYTES);
      at.columnValues = next;
      next += aligned(slab.storedValues() * Float.BYTES);
      at.stretchStart = next;
      next += aligned((columns.stretches() + 1L) * Integer.BYTES);
      at.stretchOrder = next;
      next += aligned((long) columns.stretches() * Integer.BYTES);
      at.columnStretches = next;
      next += aligned((slab.features() + 1L) * Integer.BYTES);
    }
    at.keys = next;
    next += aligned((long) slab.rows() * Long.BYTES);
    at.weights = next;
    next += slab.weighted() ? aligned((long) slab.rows() * Float.BYTES) : 0;
    at.end = next;
    return at;
  }

  /** Addresses of the arrays. */
  private static final class Place {
    private long values;
    private long rowStart;
    private long columns;
    private long columnRows;
    private long columnValues;
    private long stretchStart;
    private long stretchOrder;
    private long columnStretches;
    private long keys;
    private long weights;
    private long end;
  }
}
