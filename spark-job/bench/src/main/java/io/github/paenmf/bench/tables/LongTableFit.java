package io.github.paenmf.bench.tables;

import io.github.paenmf.job.Main;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes a long table (cell, gene, count) of so many GB unless it is there, pivots and fits it with
 * the command line, and prints the time and the largest heap in use. Run it with a heap much
 * smaller than the table: {@code PAENMF_BENCH_HEAP=2g submit/bench long-table 5 FOLDER}.
 *
 * <p>Arguments: size of the table in GB (1), a folder to work in, then options for fit.
 */
public final class LongTableFit {

  private static final int GENES = 20_000;

  private static final int GENES_IN_CELL = 900;

  private static final int TYPES = 10;

  private static final long BYTES_IN_FILE = 256L << 20;

  private static final double GB = 1L << 30;

  private LongTableFit() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    double size = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1;
    Path folder =
        arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("paenmf-long");
    Path table = folder.resolve("cells.csv");
    if (!Files.exists(table)) {
      write(table, (long) (size * GB));
    }
    String[] options = {
      "fit",
      "--input",
      table.toString(),
      "--layout",
      "long",
      "--rank",
      Integer.toString(TYPES),
      "--init-steps",
      "5",
      "--max-iter",
      "5",
      "--source",
      "distributed",
      "--model",
      folder.resolve("model").toString(),
      "--overwrite"
    };
    String[] all =
        java.util.Arrays.copyOf(options, options.length + Math.max(0, arguments.length - 2));
    if (arguments.length > 2) {
      System.arraycopy(arguments, 2, all, options.length, arguments.length - 2);
    }
    long start = System.nanoTime();
    int code = Main.run(all, System.out, System.err);
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        "exit code %d, %.0f s, heap at most %.2f of %.2f GB%n",
        code, (System.nanoTime() - start) / 1e9, peak / GB, Runtime.getRuntime().maxMemory() / GB);
    System.exit(code);
  }

  /** Part files of cells with counts; cells of one type share the genes that are high. */
  private static void write(Path table, long bytes) throws IOException {
    Path unfinished = table.resolveSibling("cells.csv.tmp");
    Files.createDirectories(unfinished);
    long written = 0;
    int cell = 0;
    for (int part = 0; written < bytes; part++) {
      Path file = unfinished.resolve("part-%05d.csv".formatted(part));
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
        long inFile = 0;
        while (inFile < Math.min(BYTES_IN_FILE, bytes - written)) {
          byte[] lines = lines(cell++).getBytes(StandardCharsets.US_ASCII);
          out.write(lines);
          inFile += lines.length;
        }
        written += inFile;
      }
    }
    Files.move(unfinished, table);
    System.err.printf("wrote %d cells, %.2f GB, to %s%n", cell, written / GB, table);
  }

  private static String lines(int cell) {
    SplittableRandom random = new SplittableRandom(cell);
    int type = random.nextInt(TYPES);
    StringBuilder lines = new StringBuilder();
    int step = GENES / GENES_IN_CELL;
    for (int g = random.nextInt(step); g < GENES; g += 1 + random.nextInt(2 * step)) {
      int most = g % TYPES == type ? 20 : 3;
      lines.append("cell").append(cell).append(",gene").append(g).append(',');
      lines.append(1 + random.nextInt(most)).append('\n');
    }
    return lines.toString();
  }
}
