package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fit after fit and transform after transform in one JVM: nothing may pile up. */
class SoakTest {

  private static final long MB = 1 << 20;

  @TempDir Path folder;

  @Test
  void tenFitsLeaveNothingBehind() throws IOException {
    soak(10, 2);
  }

  @Test
  @Tag("long")
  void twoHundredFitsLeaveNothingBehind() throws IOException {
    soak(200, 20);
  }

  /** What the process holds after a full collection. */
  private record Held(long heapMb, long nativeMb, long residentMb, int threads, int files) {

    static Held now() throws IOException {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      Path self = Path.of("/proc/self");
      long resident =
          Files.readAllLines(self.resolve("status")).stream()
              .filter(line -> line.startsWith("VmRSS"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
              .findFirst()
              .orElseThrow();
      try (Stream<Path> open = Files.list(self.resolve("fd"))) {
        return new Held(
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MB,
            Pointer.totalBytes() / MB,
            resident,
            liveThreads(),
            (int) open.count());
      }
    }

    /** Without those of Spark's pools for blocks, which fill to 128 each and empty when idle. */
    private static int liveThreads() {
      return (int)
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !thread.getName().startsWith("block-manager-"))
              .count();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "heap %4d MB, native arrays %4d MB, resident %5d MB, threads %3d, open files %3d",
          heapMb,
          nativeMb,
          residentMb,
          threads,
          files);
    }
  }

  private void soak(int count, int every) throws IOException {
    double[][] rows = KnownTable.rows(200, 30, 3, 7);
    Dataset<Row> dense = KnownTable.frame(rows, 2, false).cache();
    Dataset<Row> sparse = KnownTable.frame(rows, 2, true).cache();
    List<Held> held = new ArrayList<>();
    String bits = null;
    for (int i = 0; i < count; i++) {
      boolean distributed = i % 2 == 1;
      boolean saves = i % 5 == 0;
      PaeNmf estimator =
          new PaeNmf("soak")
              .setRank(3)
              .setMaxIter(6)
              .setInitSteps(3)
              .setTol(0)
              .setPartitions(2)
              .setSource(distributed ? "distributed" : "in-process");
      if (saves) {
        estimator.setCheckpointDir(folder.resolve("checkpoints").toString());
      }
      PaeNmfModel model = estimator.fit(dense);
      if (saves) {
        estimator.deleteCheckpoints();
      }
      String found = ModelBits.of(model);
      bits = bits == null ? found : bits;
      assertThat(found).isEqualTo(bits);
      assertThat(model.transform(i % 2 == 0 ? dense : sparse).collectAsList()).hasSize(200);
      if ((i + 1) % every == 0) {
        held.add(Held.now());
        System.out.printf("SOAK %3d fits and transforms: %s%n", i + 1, held.get(held.size() - 1));
      }
    }
    // Caches of code and plans fill in the first fits; from the second reading on all stays level.
    Held early = held.get(1);
    Held last = held.get(held.size() - 1);
    assertThat(last.threads()).isLessThanOrEqualTo(early.threads() + 8);
    assertThat(last.files()).isLessThanOrEqualTo(early.files() + 8);
    assertThat(last.nativeMb()).isLessThanOrEqualTo(early.nativeMb() + 8);
    assertThat(last.heapMb()).isLessThanOrEqualTo(early.heapMb() + 48);
    assertThat(last.residentMb()).isLessThanOrEqualTo(early.residentMb() + 300);
  }
}
