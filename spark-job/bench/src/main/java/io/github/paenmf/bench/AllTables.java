package io.github.paenmf.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All tables of speed and memory, one after the other: those that need no cluster and no real data
 * but that under ../shared/data.
 */
final class AllTables {

  /** The heap that every program gets; that of this one can be small. */
  private static final String HEAP = "paenmf.bench.heap";

  /** A program with its arguments at full size, and in the short form. */
  private record Table(String program, List<String> full, List<String> small) {}

  private static final List<Table> TABLES =
      List.of(
          new Table("products", List.of(), List.of("small")),
          new Table("kernels", List.of(), List.of("short")),
          new Table("rounds", List.of(), List.of("1024")),
          new Table("transform", List.of("1000000"), List.of("20000", "361", "3")),
          new Table("overhead", List.of("local[2]"), List.of("local[2]", "120", "25")),
          new Table("cells", List.of(), List.of()),
          new Table("memory", List.of(), List.of("50000", "20", "20")),
          new Table("race", List.of(), List.of("../shared/data", "3", "finance")),
          new Table("scaling", List.of(), List.of("local[2]", "1000", "200")));

  private AllTables() {}

  /**
   * Runs them, each in a JVM of its own: what one leaves behind must not slow down another.
   *
   * @param arguments {@code short} for small sizes, or nothing
   * @throws IOException when one fails
   */
  static void run(String[] arguments) throws IOException, InterruptedException {
    boolean small = arguments.length > 0 && arguments[0].equals("short");
    for (Table table : TABLES) {
      List<String> options = small ? table.small() : table.full();
      System.out.printf("%n== submit/bench %s %s%n", table.program(), String.join(" ", options));
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(option -> !option.startsWith("-Xms") && !option.startsWith("-Xmx"))
          .forEach(command::add);
      String heap = System.getProperty(HEAP, "6g");
      command.addAll(List.of("-Xms" + heap, "-Xmx" + heap));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
      command.add(table.program());
      command.addAll(options);
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IOException(table.program() + " ended with exit code " + code);
      }
    }
  }
}
