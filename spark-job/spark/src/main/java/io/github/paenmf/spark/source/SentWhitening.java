package io.github.paenmf.spark.source;

import io.github.paenmf.core.pass.Whitening;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The whitening that scores are made with, as far as it is sent out. The lineage of the scored
 * blocks holds this rather than a broadcast, so that a large one can be taken back from the cluster
 * once the blocks are cached, and sent out again when some of them were lost.
 */
final class SentWhitening implements Serializable {

  private static final long serialVersionUID = 1L;

  private final transient JavaSparkContext context;
  private final transient Whitening whitening;

  /** What tasks find that are started now; null while it is taken back. */
  private Broadcast<Whitening> sent;

  SentWhitening(JavaSparkContext context, Whitening whitening) {
    this.context = context;
    this.whitening = whitening;
    send();
  }

  /** Sends it out, again if it was taken back. */
  void send() {
    if (sent == null) {
      sent = context.broadcast(whitening);
    }
  }

  /** Takes it back from driver and executors. */
  void takeBack() {
    if (sent != null) {
      Broadcast<Whitening> last = sent;
      sent = null;
      last.destroy();
    }
  }

  /**
   * The whitening, in a task.
   *
   * @throws ScoresLostException when it was taken back, since all scores were cached
   */
  Whitening value() {
    if (sent == null) {
      throw new ScoresLostException();
    }
    return sent.value();
  }
}
