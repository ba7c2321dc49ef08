package io.github.paenmf.cuda.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.SummaryPass;
import io.github.paenmf.core.pass.TrainStatistics;
import io.github.paenmf.core.pass.Whitening;
import io.github.paenmf.core.train.PartitionFold;
import io.github.paenmf.cuda.host.HostDevice;
import io.github.paenmf.cuda.memory.MemoryPlan;
import io.github.paenmf.cuda.slab.ResidentSlabs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole passes with the kernels compiled for the host, every sum compared with the processor's
 * kernel.
 */
class CudaKernelTest {

  private static final double CLOSE = 1e-5;
  private static final long AMPLE = 256L << 20;

  private final List<String> notices = new ArrayList<>();
  private final CpuKernel cpu = new CpuKernel();
  private HostDevice device;
  private ResidentSlabs resident;
  private CudaKernel kernel;

  private void open(long memory, MemoryPlan plan) {
    device = new HostDevice(memory);
    resident = new ResidentSlabs(device, plan.residentBytes());
    kernel = new CudaKernel(device, resident, plan, CpuKernel::new, notices::add);
  }

  @AfterEach
  void close() {
    cpu.close();
    if (device != null) {
      kernel.close();
      resident.close();
      // Fails when memory was not given back.
      device.close();
    }
  }

  static Stream<Table> tables() {
    return Stream.of(
        new Table(700, 37, 5, 0, false, false, 1 << 14),
        new Table(700, 37, 5, 6, false, true, 1 << 14),
        new Table(700, 61, 5, 0, true, true, 1 << 13),
        new Table(700, 61, 5, 6, true, false, 1 << 13),
        new Table(1, 1, 1, 0, false, false, 1 << 10),
        // More parts than lanes a warp times parts a lane, more rows than two chunks.
        new Table(4200, 9, 3, 4, false, false, 1 << 14),
        new Table(60, 90, 150, 12, true, false, 1 << 12));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everySumIsTheProcessors(Table table) {
    open(AMPLE, MemoryPlan.of(AMPLE, 1));
    LatentSpec spec = LatentSpec.recommended(1, 1);
    agree(table, new SummaryPass(table.features));
    agree(table, table.range());
    agree(table, table.sign());
    agree(table, table.nmf());
    agree(table, table.train(Reading.RANDOM, spec, true));
    agree(table, table.train(Reading.MEDIAN, spec, false));
    agree(table, table.train(Reading.EXPECTED, spec, false));
    agree(table, table.evaluate());
    if (table.inputs > 0) {
      agree(table, table.evaluateInputs());
    }
    assertThat(notices).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyActivationIsTheProcessors(Activation activation) {
    open(AMPLE, MemoryPlan.of(AMPLE, 1));
    Table table = new Table(300, 20, 4, 5, false, true, 1 << 13);
    LatentSpec spec =
        new LatentSpec(activation, activation, 0.01f, 0.1f, -1f, 1.2f, -1f, 2f, 1.3, 0.7);
    for (Reading reading : Reading.values()) {
      agree(table, table.train(reading, spec, reading == Reading.RANDOM));
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void scoresAreTheProcessors(Table table) {
    open(AMPLE, MemoryPlan.of(AMPLE, 1));
    int q = 4;
    Whitening whitening =
        new Whitening(
            table.features, q, table.vectors(q * table.features, -1, 1), table.vectors(q, -1, 1));
    for (DataBlock block : table.blocks) {
      float[] actual = kernel.scores(whitening, block);
      float[] expected = cpu.scores(whitening, block);
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < actual.length; i++) {
        assertThat((double) actual[i])
            .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(2e-5));
      }
    }
  }

  /** What was there stays there: a round sends weights down and nothing else. */
  @ParameterizedTest
  @MethodSource("tables")
  void aSteadyRoundSendsOnlyWeights(Table table) {
    open(AMPLE, MemoryPlan.of(AMPLE, 1));
    Pass<TrainStatistics> pass = table.train(Reading.EXPECTED, LatentSpec.recommended(1, 1), false);
    Statistics<?> first = fold(table, pass, kernel);
    long before = device.uploaded();
    Statistics<?> second = fold(table, pass, kernel);
    long weights = 2L * table.rank * (table.inputs == 0 ? table.features : table.inputs);
    long floats = weights + (long) table.rank * table.features + table.rank * (table.rank + 3L);
    assertThat(device.uploaded() - before).isEqualTo(floats * Float.BYTES);
    Agreement.check(second, first, 0);
  }

  /** Another kernel of the same device finds them too. */
  @Test
  void kernelsShareWhatStays() {
    open(AMPLE, MemoryPlan.of(AMPLE, 0.5));
    Table table = new Table(500, 40, 3, 4, false, false, 1 << 14);
    fold(table, table.nmf(), kernel);
    long first = device.uploaded();
    try (CudaKernel other =
        new CudaKernel(device, resident, MemoryPlan.of(AMPLE, 0.5), CpuKernel::new, notices::add)) {
      fold(table, table.nmf(), other);
    }
    assertThat(device.uploaded() - first).isLessThan(first / 2);
  }

  /** Without room for slabs to stay they pass through, with the same bits. */
  @ParameterizedTest
  @MethodSource("tables")
  void slabsThatDoNotStayGiveTheSameBits(Table table) {
    MemoryPlan ample = MemoryPlan.of(AMPLE, 1);
    Pass<TrainStatistics> pass = table.train(Reading.RANDOM, LatentSpec.recommended(1, 1), true);
    open(AMPLE, ample);
    Statistics<?> stayed = fold(table, pass, kernel);
    try (CudaKernel through =
        new CudaKernel(device, new ResidentSlabs(device, 0), ample, CpuKernel::new, notices::add)) {
      long before = device.uploaded();
      fold(table, pass, through);
      long once = device.uploaded() - before;
      Agreement.check(fold(table, pass, through), stayed, 0);
      assertThat(device.uploaded() - before).isEqualTo(2 * once);
    }
  }

  /** A plan with little work memory makes many slabs. */
  @ParameterizedTest
  @MethodSource("tables")
  void manySlabsAgree(Table table) {
    open(AMPLE, new MemoryPlan(table.blocks.size() * 6000L, 60_000));
    Pass<TrainStatistics> pass = table.train(Reading.RANDOM, LatentSpec.recommended(1, 1), true);
    agree(table, pass);
    agree(table, pass);
    agree(table, table.evaluate());
    agree(table, table.nmf());
    assertThat(notices).isEmpty();
  }

  @Test
  void smallerSlabsWhenMemoryIsShort() {
    Table table = new Table(2000, 20, 6, 4, false, false, 1 << 13);
    // The plan believes in much more than there is.
    open(400_000, MemoryPlan.of(AMPLE, 1));
    for (int round = 0; round < 3; round++) {
      agree(table, table.train(Reading.EXPECTED, LatentSpec.recommended(1, 1), false));
    }
    agree(table, table.evaluate());
    assertThat(notices).hasSize(1).first().asString().contains("smaller slabs");
    assertThat(kernel.name()).isEqualTo("cuda-host");
    assertThat(device.launches()).isPositive();
  }

  @Test
  void theProcessorWhenMemoryIsTooSmallForABlock() {
    Table table = new Table(600, 20, 6, 0, true, true, 1 << 13);
    open(3000, MemoryPlan.of(AMPLE, 1));
    for (int round = 0; round < 3; round++) {
      agree(table, table.train(Reading.MEDIAN, LatentSpec.recommended(1, 1), true));
    }
    agree(table, table.evaluate());
    agree(table, table.range());
    assertThat(notices.stream().filter(notice -> notice.contains("processor"))).hasSize(1);
    assertThat(notices).hasSizeLessThanOrEqualTo(2);
    assertThat(kernel.name()).startsWith("cuda-host and ").contains("csr");
  }

  @Test
  void anEmptyPartitionHasNoSums() {
    Table table = new Table(3, 4, 2, 0, false, false, 1 << 10);
    open(AMPLE, MemoryPlan.of(AMPLE, 1));
    table.blocks.clear();
    agree(table, table.nmf());
    agree(table, table.evaluate());
  }

  private <S extends Statistics<S>> void agree(Table table, Pass<S> pass) {
    Agreement.check(fold(table, pass, kernel), fold(table, pass, cpu), CLOSE);
  }

  private static <S extends Statistics<S>> S fold(Table table, Pass<S> pass, BlockKernel with) {
    return PartitionFold.fold(pass, table.blocks.iterator(), with);
  }
}
