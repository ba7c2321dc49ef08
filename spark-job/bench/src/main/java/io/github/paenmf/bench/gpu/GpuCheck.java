package io.github.paenmf.bench.gpu;

import io.github.paenmf.bench.gpu.CheckTable.Shape;
import io.github.paenmf.core.accelerator.Accelerators;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.Whitening;
import io.github.paenmf.core.train.PartitionFold;
import io.github.paenmf.cuda.nvidia.CudaDevice;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * Checks a GPU: every sum of every pass against float64, then rounds of training against the lower
 * of two limits measured in the same run, the rate of cuBLAS's float32 products and the bandwidth
 * of the device's memory.
 *
 * <p>Exit codes: 0 all sums agree, 1 some do not, 2 there is no GPU that can be used, or an option
 * is wrong.
 */
public final class GpuCheck {

  private static final int OK = 0;
  private static final int DIFFERS = 1;
  private static final int NO_DEVICE = 2;

  /** Largest gap of a sum, in the Frobenius norm and relative to its size. */
  private static final double CLOSE = 1e-5;

  /** Below this scale the limits are measured in small, too: nothing is to be read off them. */
  private static final double TRIAL = 0.01;

  /** A fit has some 130 passes; by then the host's code is compiled. */
  private static final int WARM_UP = 100;

  private static final int ROUNDS = 31;

  private static final List<Shape> SMALL =
      List.of(
          new Shape("dense", 5000, 150, 12, 20, 1, false),
          new Shape("dense, weighted", 5000, 150, 12, 0, 1, true),
          new Shape("sparse", 5000, 400, 12, 20, 0.05, false),
          new Shape("sparse, weighted", 5000, 400, 12, 0, 0.05, true));

  private static final List<Shape> LARGE =
      List.of(
          new Shape("dense", 200_000, 2000, 50, 100, 1, false),
          new Shape("sparse", 200_000, 20_000, 50, 100, 0.01, false),
          new Shape("faces", 2429, 361, 81, 200, 1, false));

  private static final String SUMS = "sums";
  private static final String ROUNDS_ONLY = "rounds";
  private static final List<String> PARTS = List.of(SUMS, ROUNDS_ONLY, "dense", "sparse", "faces");

  /** Of the bits of every sum so far: the same in every run on the same kind of device. */
  private static long checksum;

  private GpuCheck() {}

  /**
   * Runs the check.
   *
   * @param args {@code --rows-scale F}: tables with F times the rows, for a small device or a
   *     trial; {@code --only PART}: {@code sums}, {@code rounds}, or the rounds of one table by its
   *     name
   */
  public static void main(String[] args) {
    double scale = 1;
    String only = "";
    for (int i = 0; i < args.length; i += 2) {
      String value = i + 1 < args.length ? args[i + 1] : "";
      if (args[i].equals("--rows-scale") && value.matches("[0-9]*\\.?[0-9]+")) {
        scale = Double.parseDouble(value);
      } else if (args[i].equals("--only") && PARTS.contains(value)) {
        only = value;
      } else {
        System.err.printf(
            "gpu-check: expected --rows-scale F with F > 0 or --only %s, found %s%n",
            String.join("|", PARTS), String.join(" ", args));
        System.exit(NO_DEVICE);
      }
    }
    System.exit(run(scale, only));
  }

  private static int run(double scale, String only) {
    Accelerators.Found found = Accelerators.find();
    if (!found.availability().usable()) {
      System.err.println("gpu-check: no GPU can be used: " + found.availability().reason());
      return NO_DEVICE;
    }
    System.out.println(found.availability().reason());
    try (BlockKernel kernel = found.provider().create(0, 1)) {
      System.out.println("kernel " + kernel.name());
      boolean good = true;
      if (only.isEmpty() || only.equals(SUMS)) {
        good = agreement(kernel);
      }
      if (!only.equals(SUMS)) {
        times(kernel, scale, only);
      }
      return good ? OK : DIFFERS;
    }
  }

  private static boolean agreement(BlockKernel kernel) {
    double worst = 0;
    for (Shape shape : SMALL) {
      worst = Math.max(worst, agreement(shape, kernel));
    }
    boolean good = worst <= CLOSE;
    System.out.printf(
        Locale.ROOT,
        "largest gap of any sum: %.2e, %s %.0e%n",
        worst,
        good ? "within" : "ABOVE",
        CLOSE);
    System.out.printf("checksum of the bits of all sums: %016x%n%n", checksum);
    return good;
  }

  private static double agreement(Shape shape, BlockKernel kernel) {
    CheckTable table = new CheckTable(shape);
    double worst = 0;
    for (Reading reading : Reading.values()) {
      TrainPass pass = table.train(reading, reading == Reading.RANDOM);
      worst =
          Math.max(
              worst,
              gap(
                  table,
                  "train " + reading.name().toLowerCase(Locale.ROOT),
                  pass,
                  kernel,
                  ReferenceSums::train));
    }
    worst = Math.max(worst, gap(table, "nmf", table.nmf(), kernel, ReferenceSums::nmf));
    worst =
        Math.max(worst, gap(table, "evaluate", table.evaluate(), kernel, ReferenceSums::evaluate));
    worst = Math.max(worst, gap(table, "range", table.range(), kernel, ReferenceSums::range));
    worst = Math.max(worst, gap(table, "sign", table.sign(), kernel, ReferenceSums::sign));
    return Math.max(worst, scoreGap(table, kernel));
  }

  private static <S extends Statistics<S>, P extends Pass<S>> double gap(
      CheckTable table,
      String name,
      P pass,
      BlockKernel kernel,
      BiFunction<P, List<DataBlock>, S> reference) {
    S expected = reference.apply(pass, table.blocks());
    S actual = PartitionFold.fold(pass, table.blocks().iterator(), kernel);
    double worst = 0;
    StringBuilder each = new StringBuilder();
    for (Field field : expected.getClass().getFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        double[] found = values(field, actual);
        count(found);
        double gap = gap(found, values(field, expected));
        each.append(String.format(Locale.ROOT, " %s %.0e", field.getName(), gap));
        worst = Math.max(worst, gap);
      }
    }
    report(table, name, worst, each.toString());
    return worst;
  }

  private static double scoreGap(CheckTable table, BlockKernel kernel) {
    Whitening whitening = table.whitening();
    int q = whitening.inputs();
    double worst = 0;
    for (DataBlock block : table.blocks()) {
      float[] found = kernel.scores(whitening, block);
      double[] actual = new double[found.length];
      double[] expected = new double[found.length];
      for (int i = 0; i < block.rows(); i++) {
        double[] row = CheckTable.row(block.x(), i);
        double[] products = ReferenceSums.products(whitening.directions().values(), q, row);
        for (int s = 0; s < q; s++) {
          actual[s * block.rows() + i] = found[s * block.rows() + i];
          expected[s * block.rows() + i] = products[s] - whitening.offsets()[s];
        }
      }
      count(actual);
      worst = Math.max(worst, gap(actual, expected));
    }
    report(table, "scores", worst, "");
    return worst;
  }

  private static void report(CheckTable table, String name, double worst, String each) {
    System.out.printf(
        Locale.ROOT, "%-17s %-15s gap %.1e%s%n", table.shape().name(), name, worst, each);
  }

  private static void count(double[] sums) {
    for (double sum : sums) {
      checksum = checksum * 0x9E3779B97F4A7C15L + Double.doubleToLongBits(sum);
    }
  }

  /** A gap that is no number is infinite. */
  private static double gap(double[] actual, double[] expected) {
    double gap = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      gap += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      size += expected[i] * expected[i];
    }
    double relative = size == 0 ? Math.sqrt(gap) : Math.sqrt(gap / size);
    return Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative;
  }

  private static double[] values(Field field, Object sums) {
    try {
      Object value = field.get(sums);
      if (!value.getClass().isArray()) {
        return new double[] {((Number) value).doubleValue()};
      }
      double[] values = new double[Array.getLength(value)];
      for (int i = 0; i < values.length; i++) {
        values[i] = Array.getDouble(value, i);
      }
      return values;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void times(BlockKernel kernel, double scale, String only) {
    boolean trial = scale < TRIAL;
    DeviceLimits limits;
    try (CudaDevice device = new CudaDevice(0)) {
      System.out.println(device.description());
      limits =
          trial
              ? DeviceLimits.measure(device, 256, 1 << 20)
              : DeviceLimits.measure(device, 8192, 2L << 30);
    }
    System.out.printf(
        Locale.ROOT,
        "measured: cuBLAS sgemm %.1f TFLOP/s, memory %.2f TB/s (read and written)%n%n",
        limits.flops() / 1e12,
        limits.bytes() / 1e12);
    System.out.println(
        "round of training  rows x features, rank          first   steady  TFLOP/s   limit by"
            + "           limit  share");
    for (Shape shape : LARGE) {
      if (!only.isEmpty() && !only.equals(ROUNDS_ONLY) && !only.equals(shape.name())) {
        continue;
      }
      time(shape.withRows((int) Math.max(64, shape.rows() * scale)), kernel, limits);
    }
  }

  private static void time(Shape shape, BlockKernel kernel, DeviceLimits limits) {
    CheckTable table = new CheckTable(shape);
    TrainPass pass = table.train(Reading.EXPECTED, false);
    double first = seconds(table, pass, kernel);
    double[] rounds = new double[ROUNDS];
    for (int i = 0; i < WARM_UP; i++) {
      seconds(table, pass, kernel);
    }
    for (int i = 0; i < ROUNDS; i++) {
      rounds[i] = seconds(table, pass, kernel);
    }
    Arrays.sort(rounds);
    double steady = rounds[ROUNDS / 2];
    // The two products over X, of which each reads X once: a sparse X with its indices.
    double flops = 4 * shape.values() * shape.rank();
    double bytes = 2 * shape.values() * (shape.sparse() ? 8 : 4);
    double byFlops = flops / limits.flops();
    double byBytes = bytes / limits.bytes();
    double limit = Math.max(byFlops, byBytes);
    System.out.printf(
        Locale.ROOT,
        "%-18s %9d x %6d, %3d %s %8.2f %8.2f %8.2f   %-12s %9.2f   %3.0f %%%n",
        shape.name(),
        shape.rows(),
        shape.features(),
        shape.rank(),
        shape.sparse() ? String.format(Locale.ROOT, "%3.0f%%", 100 * shape.density()) : "    ",
        first * 1e3,
        steady * 1e3,
        flops / steady / 1e12,
        byFlops >= byBytes ? "sgemm" : "memory",
        limit * 1e3,
        100 * limit / steady);
  }

  private static double seconds(CheckTable table, TrainPass pass, BlockKernel kernel) {
    long start = System.nanoTime();
    PartitionFold.fold(pass, table.blocks().iterator(), kernel);
    return (System.nanoTime() - start) / 1e9;
  }
}
