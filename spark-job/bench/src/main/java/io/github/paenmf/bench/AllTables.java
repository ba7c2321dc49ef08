package io.github.paenmf.bench;

import java.util.List;

/**
 * All tables of speed and memory, one after the other: those that need no cluster and no real data
 * but that under ../shared/data.
 */
final class AllTables {

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

  /** Runs one program. */
  interface Runner {
    void run(String program, String[] arguments) throws Exception;
  }

  private AllTables() {}

  /**
   * Runs them.
   *
   * @param arguments {@code short} for small sizes, or nothing
   * @param runner runs a program
   */
  static void run(String[] arguments, Runner runner) throws Exception {
    boolean small = arguments.length > 0 && arguments[0].equals("short");
    for (Table table : TABLES) {
      List<String> options = small ? table.small() : table.full();
      System.out.printf("%n== submit/bench %s %s%n", table.program(), String.join(" ", options));
      runner.run(table.program(), options.toArray(String[]::new));
    }
  }
}
