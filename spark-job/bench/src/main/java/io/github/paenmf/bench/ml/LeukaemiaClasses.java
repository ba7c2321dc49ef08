package io.github.paenmf.bench.ml;

import io.github.paenmf.bench.study.NumberTable;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How well the strongest part of a sample tells the kind of leukaemia: each sample goes to the part
 * whose coefficient times norm is largest, each part to the kind that most of its samples have; the
 * share of samples that are of their part's kind. Beside it the same for plain NMF: parts of warm
 * rounds alone, coefficients by non-negative least squares.
 *
 * <p>Arguments: folder of the real tables (../shared/data).
 */
public final class LeukaemiaClasses {

  private static final int PLAIN_ROUNDS = 200;
  private static final int SWEEPS = 500;

  private LeukaemiaClasses() {}

  /** Prints a line a scaling and rank. */
  public static void main(String[] arguments) throws IOException {
    Path data =
        Path.of(arguments.length > 0 ? arguments[0] : "../shared/data", "leukaemia_all_aml");
    NumberTable samples = NumberTable.read(data.resolve("all_aml_5000x38.csv")).transposed();
    List<String> kinds = kinds(data.resolve("all_aml_samples.csv"));
    SparkSession spark = RealFrames.session("kinds of leukaemia");
    try {
      System.out.printf(
          "scaling      rank  PAE-NMF ALL/AML  ALL-B/ALL-T/AML   plain NMF ALL/AML "
              + " ALL-B/ALL-T/AML%n");
      for (boolean perGene : new boolean[] {false, true}) {
        NumberTable scaled = perGene ? byGene(samples) : samples.dividedBy(samples.maximum());
        Dataset<Row> rows = RealFrames.of(spark, scaled).persist();
        for (int rank : new int[] {2, 3}) {
          int[] ours = strongest(new PaeNmf().setRank(rank).fit(rows), scaled.rows(), false);
          PaeNmf plain = new PaeNmf().setRank(rank).setInitSteps(PLAIN_ROUNDS).setMaxIter(0);
          int[] theirs = strongest(plain.fit(rows), scaled.rows(), true);
          System.out.printf(
              "%-11s  %4d  %15.3f  %15.3f   %17.3f  %15.3f%n",
              perGene ? "gene-max" : "max",
              rank,
              accuracy(ours, kinds, false),
              accuracy(ours, kinds, true),
              accuracy(theirs, kinds, false),
              accuracy(theirs, kinds, true));
        }
        rows.unpersist();
      }
    } finally {
      spark.stop();
    }
  }

  /** Lines of sample, type and cell; the type, with the cell of a lymphoid one. */
  private static List<String> kinds(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(cells -> cells[1].equals("ALL") ? "ALL " + cells[2] : cells[1])
        .toList();
  }

  private static NumberTable byGene(NumberTable samples) {
    double[][] rows = new double[samples.rows().length][samples.rows()[0].length];
    for (int t = 0; t < rows[0].length; t++) {
      double max = 0;
      for (double[] row : samples.rows()) {
        max = Math.max(max, row[t]);
      }
      for (int i = 0; i < rows.length; i++) {
        rows[i][t] = max > 0 ? samples.rows()[i][t] / max : 0;
      }
    }
    return new NumberTable(rows);
  }

  private static int[] strongest(PaeNmfModel model, double[][] rows, boolean leastSquares) {
    DenseMatrix parts = model.components().toDense();
    DenseMatrix gram = parts.transpose().multiply(parts);
    int[] strongest = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double[] h =
          leastSquares
              ? leastSquares(parts, gram, rows[i])
              : model.predict(Vectors.dense(rows[i])).toArray();
      for (int j = 1; j < h.length; j++) {
        if (strength(h, gram, j) > strength(h, gram, strongest[i])) {
          strongest[i] = j;
        }
      }
    }
    return strongest;
  }

  private static double strength(double[] h, DenseMatrix gram, int j) {
    return h[j] * Math.sqrt(gram.apply(j, j));
  }

  /** One coefficient after the other, until it stays. */
  private static double[] leastSquares(DenseMatrix parts, DenseMatrix gram, double[] row) {
    double[] target = parts.transpose().multiply(Vectors.dense(row).toDense()).toArray();
    double[] h = new double[target.length];
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int j = 0; j < h.length; j++) {
        double rest = target[j] + gram.apply(j, j) * h[j];
        for (int l = 0; l < h.length; l++) {
          rest -= gram.apply(j, l) * h[l];
        }
        h[j] = Math.max(0, rest / gram.apply(j, j));
      }
    }
    return h;
  }

  private static double accuracy(int[] strongest, List<String> kinds, boolean cells) {
    Map<Integer, Map<String, Integer>> counts = new HashMap<>();
    for (int i = 0; i < strongest.length; i++) {
      String kind = cells ? kinds.get(i) : kinds.get(i).split(" ")[0];
      counts.computeIfAbsent(strongest[i], j -> new HashMap<>()).merge(kind, 1, Integer::sum);
    }
    int right = counts.values().stream().mapToInt(of -> Collections.max(of.values())).sum();
    return (double) right / strongest.length;
  }
}
