package io.github.paenmf.bench.study;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.train.InProcessSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table to be studied, as the fit sees it.
 *
 * @param name for the output
 * @param train rows to fit
 * @param test held-out rows, or null
 * @param rank number of parts
 */
public record StudyTable(String name, NumberTable train, NumberTable test, int rank) {

  /** Names that {@link #named} knows. */
  public static final List<String> NAMES = List.of("faces9", "faces81", "finance", "genes");

  /**
   * A real table by its name.
   *
   * @param name faces9, faces81: faces divided by 255; finance, genes: the authors' tables, every
   *     data point divided by its maximum
   * @param data folder of the real tables
   */
  public static StudyTable named(String name, Path data) {
    return switch (name) {
      case "faces9" -> faces(name, data, 9);
      case "faces81" -> faces(name, data, 81);
      case "finance" -> authors(name, data.resolve("paper/Vfinance.csv"), 9);
      case "genes" -> authors(name, data.resolve("paper/Vgenes.txt"), 3);
      default ->
          throw new IllegalArgumentException(
              "table " + name + ": expected one of " + String.join(", ", NAMES));
    };
  }

  private static StudyTable faces(String name, Path data, int rank) {
    Path folder = data.resolve("cbcl_faces");
    return new StudyTable(
        name,
        NumberTable.read(folder.resolve("cbcl_faces_train.csv.gz")).dividedBy(255),
        NumberTable.read(folder.resolve("cbcl_faces_test.csv.gz")).dividedBy(255),
        rank);
  }

  private static StudyTable authors(String name, Path file, int rank) {
    return new StudyTable(
        name, NumberTable.read(file).transposed().dividedByRowMaximum(), null, rank);
  }

  /** Leukaemia samples divided by the largest value of the table. */
  public static StudyTable leukaemia(Path data) {
    NumberTable table =
        NumberTable.read(data.resolve("leukaemia_all_aml/all_aml_5000x38.csv")).transposed();
    return new StudyTable("leukaemia", table.dividedBy(table.maximum()), null, 3);
  }

  /** Rows in memory, cut as a fit cuts them. */
  public static InProcessSource source(NumberTable table, int partitions) {
    List<DataPoint> points = new ArrayList<>();
    long nonZeros = 0;
    int features = table.rows()[0].length;
    for (double[] row : table.rows()) {
      float[] values = new float[features];
      for (int t = 0; t < features; t++) {
        values[t] = (float) row[t];
      }
      DataPoint point = DataPoint.dense(values, 1);
      nonZeros += point.nonZeros();
      points.add(point);
    }
    BlockLayout layout = BlockLayout.of(points.size(), features, nonZeros, 0, partitions);
    return InProcessSource.of(
        points, features, layout, CpuKernel::new, Runtime.getRuntime().availableProcessors());
  }
}
