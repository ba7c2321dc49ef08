package io.github.paenmf.bench.rank;

import io.github.paenmf.core.rank.Candidate;
import io.github.paenmf.core.rank.Criterion;
import io.github.paenmf.core.rank.CriterionSet;
import io.github.paenmf.core.rank.Curve;
import io.github.paenmf.core.rank.PaperLength;
import io.github.paenmf.core.rank.RankListener;
import io.github.paenmf.core.rank.RankStudy;
import io.github.paenmf.core.rank.RankTable;
import io.github.paenmf.core.rank.Ranks;
import io.github.paenmf.core.rank.Score;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.TrainingParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What every criterion says of the paper's three matrices, beside the ranks that the paper used,
 * and the authors' description length at several precisions.
 */
public final class PaperRanks {

  private static final double[] PRECISIONS = {3e-4, 1e-3, 4e-3, 1e-2};
  static final String FACE_RANKS = "9,16,25,36,49,64,81,100,121";

  private PaperRanks() {}

  /** The authors' length at another precision, under a name of its own. */
  private record AtPrecision(double precision) implements Criterion {

    @Override
    public String name() {
      return "mdl at " + precision;
    }

    @Override
    public String unit() {
      return "bits";
    }

    @Override
    public boolean lowerIsBetter() {
      return true;
    }

    @Override
    public Score at(Candidate candidate) {
      return new PaperLength(precision, PaperLength.AUTHORS_PRECISION).at(candidate);
    }
  }

  /**
   * Prints a table a matrix.
   *
   * @param args folder with Vfaces.csv, Vfinance.csv and Vgenes.txt; the beginning of the name of
   *     the matrices wanted (default all)
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    String wanted = args.length > 1 ? args[1] : "";
    if ("genes".startsWith(wanted)) {
      study("genes", genes(folder), "1..10", 3);
    }
    if ("finance".startsWith(wanted)) {
      study("finance", finance(folder), "1..30", 9);
    }
    if ("faces".startsWith(wanted)) {
      study("faces", faces(folder), FACE_RANKS, 81);
    }
  }

  private static void study(String name, float[][] rows, String ranks, int ofThePaper) {
    long start = System.nanoTime();
    List<Criterion> criteria = new ArrayList<>(new CriterionSet().all());
    for (double precision : PRECISIONS) {
      criteria.add(new AtPrecision(precision));
    }
    criteria.add(PaperLength.atBestPrecision(PaperLength.AUTHORS_PRECISION));
    RankTable table;
    try (InProcessSource source = KnownRankTable.source(rows)) {
      table =
          new RankStudy(
                  criteria,
                  CriterionSet.DEFAULT,
                  Runtime.getRuntime().availableProcessors(),
                  RankTable.TOLERANCE)
              .run(
                  source,
                  Ranks.parse(ranks),
                  rank -> TrainingParams.builder(rank).tol(1e-5).build(),
                  RankListener.SILENT)
              .table();
    }
    System.out.printf(
        Locale.ROOT,
        "%s: the paper uses %d; tried %s; %.0f s%n",
        name,
        ofThePaper,
        ranks,
        (System.nanoTime() - start) / 1e9);
    System.out.println("| criterion | rank | within 1 % of the curve's height |");
    System.out.println("|---|---|---|");
    for (Curve curve : table.curves()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %s |%n",
          curve.criterion(),
          curve.best(),
          Ranks.text(curve.flat(table.tolerance())));
    }
    System.out.println(table.confidence());
  }

  static float[][] genes(Path folder) throws IOException {
    return scaledByRow(read(folder.resolve("Vgenes.txt"), "\t"));
  }

  static float[][] finance(Path folder) throws IOException {
    return scaledByRow(read(folder.resolve("Vfinance.csv"), ","));
  }

  static float[][] faces(Path folder) throws IOException {
    return scaled(read(folder.resolve("Vfaces.csv"), ","));
  }

  /** Data points are the columns of the file. */
  private static float[][] read(Path file, String delimiter) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int points = lines.get(0).split(delimiter).length;
    float[][] rows = new float[points][lines.size()];
    for (int t = 0; t < lines.size(); t++) {
      String[] cells = lines.get(t).split(delimiter);
      for (int i = 0; i < points; i++) {
        rows[i][t] = Float.parseFloat(cells[i].strip());
      }
    }
    return rows;
  }

  /** Each data point divided by its largest value. */
  private static float[][] scaledByRow(float[][] rows) {
    for (float[] row : rows) {
      divide(row, largest(row));
    }
    return rows;
  }

  /** All divided by the largest value. */
  private static float[][] scaled(float[][] rows) {
    float largest = 0;
    for (float[] row : rows) {
      largest = Math.max(largest, largest(row));
    }
    for (float[] row : rows) {
      divide(row, largest);
    }
    return rows;
  }

  private static float largest(float[] row) {
    float largest = 0;
    for (float value : row) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private static void divide(float[] row, float by) {
    for (int t = 0; t < row.length; t++) {
      row[t] /= by;
    }
  }
}
