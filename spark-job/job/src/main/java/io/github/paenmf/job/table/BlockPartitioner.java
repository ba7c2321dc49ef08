package io.github.paenmf.job.table;

import org.apache.spark.Partitioner;

/** Key b goes to partition b. */
public final class BlockPartitioner extends Partitioner {

  private static final long serialVersionUID = 1L;

  private final int partitions;

  /** For keys from 0 to {@code partitions} - 1. */
  public BlockPartitioner(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    return (Integer) key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockPartitioner that && partitions == that.partitions;
  }

  @Override
  public int hashCode() {
    return partitions;
  }
}
