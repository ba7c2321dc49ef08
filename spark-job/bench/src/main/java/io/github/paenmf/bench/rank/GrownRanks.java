package io.github.paenmf.bench.rank;

import io.github.paenmf.core.model.Gram;
import io.github.paenmf.core.nmf.HalsCoefficients;
import io.github.paenmf.core.rank.PlainFactors;
import io.github.paenmf.core.rank.Ranks;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Whether a rank may start from the parts of the rank before it: plain NMF from singular vectors,
 * as ranks are studied, beside plain NMF from the parts of the next smaller rank and the errors of
 * the rows that these explain worst. Printed are the seconds of each and what the difference of
 * their errors is worth in bits, n m / 2 log2(SSE grown / SSE cold): what a start would move a
 * description length by.
 */
public final class GrownRanks {

  private static final int ROUNDS = 50;
  private static final int START_ROUNDS = 30;
  private static final int SWEEPS = 30;

  private GrownRanks() {}

  /**
   * Prints a table a matrix.
   *
   * @param args folder with Vfaces.csv, Vfinance.csv and Vgenes.txt
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    study("genes", PaperRanks.genes(folder), "1..10");
    study("finance", PaperRanks.finance(folder), "1..30");
    study("faces", PaperRanks.faces(folder), PaperRanks.FACE_RANKS);
  }

  private static void study(String name, float[][] rows, String ranks) {
    System.out.println(name);
    System.out.println("| rank | seconds cold | seconds grown | bits lost by growing |");
    System.out.println("|---|---|---|---|");
    List<Integer> tried = Ranks.parse(ranks);
    double values = (double) rows.length * rows[0].length;
    try (InProcessSource source = KnownRankTable.source(rows)) {
      PlainFactors before = null;
      for (int rank : tried) {
        long start = System.nanoTime();
        PlainFactors cold = PlainFactors.fit(source, coldStart(source, rank), rank, ROUNDS);
        double coldSeconds = (System.nanoTime() - start) / 1e9;
        if (before == null) {
          before = cold;
          continue;
        }
        start = System.nanoTime();
        PlainFactors grown = PlainFactors.fit(source, grow(before, rows, rank), rank, ROUNDS);
        System.out.printf(
            Locale.ROOT,
            "| %d | %.2f | %.2f | %.0f |%n",
            rank,
            coldSeconds,
            (System.nanoTime() - start) / 1e9,
            values / 2 * Math.log(grown.squaredError() / cold.squaredError()) / Math.log(2));
        before = grown;
      }
    }
  }

  private static float[] coldStart(InProcessSource source, int rank) {
    TrainingParams params = TrainingParams.builder(rank).maxIter(0).initSteps(START_ROUNDS).build();
    return new Trainer(params, TrainingListener.SILENT).fit(source).weights().parts();
  }

  /** The parts, and as new ones what is left over of the rows that they explain worst. */
  static float[] grow(PlainFactors from, float[][] rows, int rank) {
    int m = from.features();
    float[][] left = residuals(from, rows);
    double[] squares = new double[rows.length];
    Arrays.setAll(squares, i -> squares(left[i]));
    int[] worst =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -squares[i]))
            .limit((long) rank - from.rank())
            .mapToInt(Integer::intValue)
            .toArray();
    float[] parts = Arrays.copyOf(from.parts(), rank * m);
    for (int k = 0; k < worst.length; k++) {
      for (int t = 0; t < m; t++) {
        parts[(from.rank() + k) * m + t] = Math.max(1e-4f, left[worst[k]][t]);
      }
    }
    return parts;
  }

  private static float[][] residuals(PlainFactors from, float[][] rows) {
    int n = rows.length;
    int m = from.features();
    int rank = from.rank();
    float[] p = new float[rank * n];
    for (int j = 0; j < rank; j++) {
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int t = 0; t < m; t++) {
          sum += rows[i][t] * from.parts()[j * m + t];
        }
        p[j * n + i] = (float) sum;
      }
    }
    float[] h = new float[rank * n];
    new HalsCoefficients()
        .update(h, p, Gram.toFloat(Gram.of(from.parts(), rank, m)), rank, n, SWEEPS);
    float[][] left = new float[n][];
    for (int i = 0; i < n; i++) {
      left[i] = rows[i].clone();
      for (int j = 0; j < rank; j++) {
        for (int t = 0; t < m; t++) {
          left[i][t] -= h[j * n + i] * from.parts()[j * m + t];
        }
      }
    }
    return left;
  }

  private static double squares(float[] row) {
    double sum = 0;
    for (float v : row) {
      sum += (double) v * v;
    }
    return sum;
  }
}
