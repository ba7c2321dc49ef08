package io.github.paenmf.bench.rank;

import io.github.paenmf.bench.rank.KnownRankTable.Noise;
import io.github.paenmf.core.rank.Criterion;
import io.github.paenmf.core.rank.CriterionSet;
import io.github.paenmf.core.rank.Curve;
import io.github.paenmf.core.rank.RankListener;
import io.github.paenmf.core.rank.RankStudy;
import io.github.paenmf.core.rank.RankTable;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.TrainingParams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Forty generated tables of 300 x 120, of rank 3 to 12 at four levels of Gaussian noise, and ten
 * more with other noise: how often each criterion finds the rank.
 */
public final class KnownRanks {

  private static final double[] LEVELS = {0.05, 0.15, 0.4, 0.6};
  private static final int SMALLEST = 3;
  private static final int LARGEST = 12;

  /** Ranks tried reach beyond the largest that is right. */
  private static final List<Integer> TRIED = IntStream.rangeClosed(1, 18).boxed().toList();

  private KnownRanks() {}

  /** Counts of one criterion. */
  private static final class Count {
    private int found;
    private int near;
    private int tables;

    void add(int chosen, int rank) {
      tables++;
      found += chosen == rank ? 1 : 0;
      near += Math.abs(chosen - rank) <= 1 ? 1 : 0;
    }
  }

  /**
   * Prints a line a table and the counts.
   *
   * @param args shape of the gamma factors (default 1), most training rounds (default 100), the
   *     beginning of the names of the criteria (default all), seed of the tables (default 0)
   */
  public static void main(String[] args) {
    double shape = args.length > 0 ? Double.parseDouble(args[0]) : 1;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    String names = args.length > 2 ? args[2] : "";
    long seed = args.length > 3 ? Long.parseLong(args[3]) : 0;
    long start = System.nanoTime();
    List<KnownRankTable> gaussian = new ArrayList<>();
    for (double level : LEVELS) {
      for (int rank = SMALLEST; rank <= LARGEST; rank++) {
        gaussian.add(
            KnownRankTable.of(
                rank, shape, Noise.GAUSSIAN, level, seed + 1000 * rank + Math.round(100 * level)));
      }
    }
    study("Gaussian noise", gaussian, rounds, names);
    List<KnownRankTable> other = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int rank = SMALLEST + 2 * i;
      other.add(KnownRankTable.of(rank, shape, Noise.LAPLACE, 0.3, seed + 77 + i));
      other.add(KnownRankTable.of(rank, shape, Noise.MULTIPLICATIVE, 0.3, seed + 177 + i));
    }
    study("Laplace and multiplicative noise", other, rounds, names);
    System.out.printf(Locale.ROOT, "%.0f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static void study(String title, List<KnownRankTable> tables, int rounds, String names) {
    System.out.println(title);
    Map<String, Count> counts = new LinkedHashMap<>();
    for (KnownRankTable table : tables) {
      RankTable found = judge(table, rounds, names);
      StringBuilder line = new StringBuilder();
      line.append(
          String.format(
              Locale.ROOT,
              "rank %2d %-14s %.2f:",
              table.rank(),
              table.noise().name().toLowerCase(Locale.ROOT),
              table.level()));
      for (Curve curve : found.curves()) {
        counts
            .computeIfAbsent(curve.criterion(), name -> new Count())
            .add(curve.best(), table.rank());
        line.append(String.format(Locale.ROOT, " %s %d", curve.criterion(), curve.best()));
      }
      System.out.println(line);
    }
    System.out.println("| criterion | finds the rank | within 1 | tables |");
    System.out.println("|---|---|---|---|");
    counts.forEach(
        (name, count) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d |%n",
                name,
                count.found,
                count.near,
                count.tables));
  }

  private static RankTable judge(KnownRankTable table, int rounds, String names) {
    try (InProcessSource rows = table.source()) {
      List<Criterion> criteria =
          new CriterionSet()
              .all().stream().filter(criterion -> criterion.name().startsWith(names)).toList();
      return new RankStudy(
              criteria,
              criteria.get(0).name(),
              Runtime.getRuntime().availableProcessors(),
              RankTable.TOLERANCE)
          .run(
              rows,
              TRIED,
              rank -> TrainingParams.builder(rank).maxIter(rounds).tol(1e-5).build(),
              RankListener.SILENT)
          .table();
    }
  }
}
