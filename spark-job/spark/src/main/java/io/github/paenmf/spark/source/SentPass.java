package io.github.paenmf.spark.source;

import io.github.paenmf.core.pass.Pass;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A pass on its way to the tasks. A small one rides in the task itself, which saves a round the
 * fetching of a broadcast; a large one is broadcast, so that the tasks of an executor share it.
 *
 * @param <P> kind of the pass
 */
final class SentPass<P extends Pass<?>> implements Serializable, AutoCloseable {

  private static final long serialVersionUID = 1L;

  /** Bytes up to which a pass rides; Spark warns of tasks above 1 MB. */
  private static final long RIDES = 512 << 10;

  private final P riding;
  private final Broadcast<P> broadcast;

  private SentPass(P riding, Broadcast<P> broadcast) {
    this.riding = riding;
    this.broadcast = broadcast;
  }

  /** Makes a pass ready for tasks. */
  static <P extends Pass<?>> SentPass<P> of(JavaSparkContext context, P pass) {
    return small(pass) ? new SentPass<>(pass, null) : new SentPass<>(null, context.broadcast(pass));
  }

  /** Written out to see: a pass may hold a matrix that is large only once it is written. */
  private static boolean small(Object pass) {
    Limited written = new Limited();
    try (ObjectOutputStream out = new ObjectOutputStream(written)) {
      out.writeObject(pass);
    } catch (IOException e) {
      if (written.left < 0) {
        return false;
      }
      throw new UncheckedIOException(e);
    }
    return true;
  }

  /** The pass; in a task. */
  P value() {
    return riding != null ? riding : broadcast.value();
  }

  /** Takes a broadcast back; after it no task can read the pass. */
  @Override
  public void close() {
    if (broadcast != null) {
      broadcast.destroy();
    }
  }

  /** Takes so many bytes and fails at the next. */
  private static final class Limited extends OutputStream {

    private long left = RIDES;

    @Override
    public void write(int value) throws IOException {
      take(1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      take(length);
    }

    private void take(int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("more than a task takes along");
      }
    }
  }
}
