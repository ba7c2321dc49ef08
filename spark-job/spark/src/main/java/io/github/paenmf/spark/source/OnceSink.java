package io.github.paenmf.spark.source;

import io.github.paenmf.core.pass.SliceSink;
import java.util.HashSet;
import java.util.Set;

/** Passes every slice on once, also when a job that had brought some is run again. */
final class OnceSink implements SliceSink {

  private final SliceSink sink;
  private final Set<Integer> arrived = new HashSet<>();

  OnceSink(SliceSink sink) {
    this.sink = sink;
  }

  @Override
  public void accept(int from, int to, float[] values) {
    if (arrived.add(from)) {
      sink.accept(from, to, values);
    }
  }
}
