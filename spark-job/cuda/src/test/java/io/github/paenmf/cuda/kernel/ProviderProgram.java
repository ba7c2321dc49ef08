package io.github.paenmf.cuda.kernel;

import io.github.paenmf.core.accelerator.Accelerators;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.train.PartitionFold;
import java.util.List;

/**
 * Finds the provider as any program would, folds passes on its first device by two kernels that
 * share it, and compares the sums with the processor's. Ends with an error when they differ.
 */
public final class ProviderProgram {

  private static final double CLOSE = 1e-5;

  private ProviderProgram() {}

  /** Runs; no arguments. */
  public static void main(String[] args) {
    Accelerators.Found found = Accelerators.find();
    System.out.println(found.availability().reason());
    List<Table> tables =
        List.of(
            new Table(3000, 23, 4, 5, false, true, 1 << 14),
            new Table(800, 61, 5, 0, true, false, 1 << 13));
    try (CpuKernel cpu = new CpuKernel();
        BlockKernel one = found.provider().create(0, 0.5);
        BlockKernel other = found.provider().create(0, 0.5)) {
      int passes = 0;
      for (Table table : tables) {
        for (BlockKernel kernel : List.of(one, other)) {
          LatentSpec spec = LatentSpec.recommended(1, 1);
          passes += compare(table, table.range(), kernel, cpu);
          passes += compare(table, table.sign(), kernel, cpu);
          passes += compare(table, table.nmf(), kernel, cpu);
          passes += compare(table, table.train(Reading.RANDOM, spec, true), kernel, cpu);
          passes += compare(table, table.train(Reading.EXPECTED, spec, false), kernel, cpu);
          passes += compare(table, table.evaluate(), kernel, cpu);
        }
      }
      System.out.println("%d passes agree on %s, %s".formatted(passes, one.name(), other.name()));
    }
  }

  private static <S extends Statistics<S>> int compare(
      Table table, Pass<S> pass, BlockKernel kernel, BlockKernel cpu) {
    Agreement.check(
        PartitionFold.fold(pass, table.blocks.iterator(), kernel),
        PartitionFold.fold(pass, table.blocks.iterator(), cpu),
        CLOSE);
    return 1;
  }
}
