package io.github.paenmf.cuda.nvidia;

import io.github.paenmf.cuda.device.DeviceMemoryException;
import io.github.paenmf.cuda.device.Queue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cublas.cublasContext;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Two streams of a device. Products run by cuBLAS in plain float32 (no TF32), without atomic
 * additions and in a workspace of fixed size, so that the same product has the same bits each time.
 */
public final class CudaQueue implements Queue {

  private static final int MOST_ARGUMENTS = 40;

  /** What cuBLAS asks for on Hopper. */
  private static final long WORKSPACE_BYTES = 32L << 20;

  private final CudaDevice device;
  private final CUstream_st copies = new CUstream_st();
  private final CUstream_st compute = new CUstream_st();
  private final cublasContext blas = new cublasContext();
  private final LongPointer arguments = new LongPointer(MOST_ARGUMENTS);
  private final PointerPointer<Pointer> argumentPointers = new PointerPointer<>(MOST_ARGUMENTS);
  private final FloatPointer alpha = new FloatPointer(1);
  private final FloatPointer beta = new FloatPointer(1);
  private final List<Event> events = new ArrayList<>();
  private long workspace;

  /**
   * Opens the streams.
   *
   * @throws DeviceMemoryException when there is no room for cuBLAS's workspace
   */
  CudaQueue(CudaDevice device) {
    this.device = device;
    device.enter();
    for (int i = 0; i < MOST_ARGUMENTS; i++) {
      argumentPointers.put(i, Addresses.of(arguments.address() + (long) i * Long.BYTES));
    }
    try {
      workspace = device.allocate(WORKSPACE_BYTES);
      stream(copies);
      stream(compute);
      Check.blas(cublas.cublasCreate_v2(blas), "starting cuBLAS");
      // The stream first: setting it takes the workspace away.
      Check.blas(cublas.cublasSetStream_v2(blas, compute), "stream of cuBLAS");
      Check.blas(
          cublas.cublasSetWorkspace_v2(blas, Addresses.of(workspace), WORKSPACE_BYTES),
          "workspace of cuBLAS");
      Check.blas(cublas.cublasSetMathMode(blas, cublas.CUBLAS_DEFAULT_MATH), "precision of cuBLAS");
      Check.blas(
          cublas.cublasSetAtomicsMode(blas, cublas.CUBLAS_ATOMICS_NOT_ALLOWED), "order of cuBLAS");
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static void stream(CUstream_st stream) {
    Check.runtime(
        cudart.cudaStreamCreateWithFlags(stream, cudart.cudaStreamNonBlocking), "a stream");
  }

  /** A place in a stream. */
  private static final class Event implements Mark {
    private final CUevent_st handle = new CUevent_st();
  }

  @Override
  public void enter() {
    device.enter();
  }

  @Override
  public Mark newMark() {
    Event event = new Event();
    Check.runtime(
        cudart.cudaEventCreateWithFlags(event.handle, cudart.cudaEventDisableTiming), "an event");
    events.add(event);
    return event;
  }

  @Override
  public void set(Mark mark, Lane lane) {
    Check.runtime(cudart.cudaEventRecord(((Event) mark).handle, stream(lane)), "setting a mark");
  }

  @Override
  public void await(Mark mark, Lane lane) {
    Check.runtime(
        cudart.cudaStreamWaitEvent(stream(lane), ((Event) mark).handle, 0), "waiting for a mark");
  }

  @Override
  public void await(Mark mark) {
    Check.runtime(cudart.cudaEventSynchronize(((Event) mark).handle), "waiting for the device");
  }

  private CUstream_st stream(Lane lane) {
    return lane == Lane.COPY ? copies : compute;
  }

  @Override
  public void upload(ByteBuffer from, long bytes, long to) {
    Check.runtime(
        cudart.cudaMemcpyAsync(
            Addresses.of(to), start(from), bytes, cudart.cudaMemcpyHostToDevice, copies),
        "copying to the device");
  }

  @Override
  public void zero(long address, long bytes) {
    fill(address, 0, bytes);
  }

  /** Sets every byte, in the compute lane. */
  public void fill(long address, int value, long bytes) {
    Check.runtime(
        cudart.cudaMemsetAsync(Addresses.of(address), value, bytes, compute), "filling memory");
  }

  @Override
  public void download(long from, ByteBuffer to, long bytes) {
    Check.runtime(
        cudart.cudaMemcpyAsync(
            start(to), Addresses.of(from), bytes, cudart.cudaMemcpyDeviceToHost, compute),
        "copying from the device");
    Check.runtime(cudart.cudaStreamSynchronize(compute), "waiting for the device");
  }

  /** Copies inside the device, in the compute lane; for measuring its memory. */
  public void copy(long from, long to, long bytes) {
    Check.runtime(
        cudart.cudaMemcpyAsync(
            Addresses.of(to), Addresses.of(from), bytes, cudart.cudaMemcpyDeviceToDevice, compute),
        "copying inside the device");
  }

  /** The buffer from its start, whatever its position. */
  private static Pointer start(ByteBuffer buffer) {
    buffer.clear();
    return new Pointer(buffer);
  }

  @Override
  public void launch(
      String kernel, int blocksX, int blocksY, int threads, long... kernelArguments) {
    arguments.put(kernelArguments, 0, kernelArguments.length);
    // The arguments are read before the call returns.
    Check.driver(
        cudart.cuLaunchKernel(
            device.kernel(kernel),
            blocksX,
            blocksY,
            1,
            threads,
            1,
            1,
            0,
            compute,
            argumentPointers,
            (PointerPointer<?>) null),
        "kernel " + kernel);
  }

  @Override
  public void gemm(Gemm p) {
    alpha.put(p.alpha());
    beta.put(p.beta());
    Check.blas(
        cublas.cublasSgemm_v2(
            blas,
            operation(p.transA()),
            operation(p.transB()),
            p.m(),
            p.n(),
            p.k(),
            alpha,
            Addresses.floats(p.a()),
            p.lda(),
            Addresses.floats(p.b()),
            p.ldb(),
            beta,
            Addresses.floats(p.c()),
            p.ldc()),
        "a product");
  }

  @Override
  public void gemm(Gemm p, long strideA, long strideB, long strideC, int count) {
    alpha.put(p.alpha());
    beta.put(p.beta());
    Check.blas(
        cublas.cublasSgemmStridedBatched(
            blas,
            operation(p.transA()),
            operation(p.transB()),
            p.m(),
            p.n(),
            p.k(),
            alpha,
            Addresses.floats(p.a()),
            p.lda(),
            strideA,
            Addresses.floats(p.b()),
            p.ldb(),
            strideB,
            beta,
            Addresses.floats(p.c()),
            p.ldc(),
            strideC,
            count),
        "products of chunks");
  }

  private static int operation(boolean transposed) {
    return transposed ? cublas.CUBLAS_OP_T : cublas.CUBLAS_OP_N;
  }

  @Override
  public void close() {
    device.enter();
    if (!blas.isNull()) {
      Check.blas(cublas.cublasDestroy_v2(blas), "ending cuBLAS");
    }
    for (Event event : events) {
      Check.runtime(cudart.cudaEventDestroy(event.handle), "ending a mark");
    }
    for (CUstream_st stream : List.of(copies, compute)) {
      if (!stream.isNull()) {
        Check.runtime(cudart.cudaStreamDestroy(stream), "ending a stream");
      }
    }
    if (workspace != 0) {
      device.free(workspace);
    }
    arguments.close();
    argumentPointers.close();
    alpha.close();
    beta.close();
  }
}
