package io.github.paenmf.job.demo;

import io.github.paenmf.job.table.FeatureTexts;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Small pictures, each a sum of blurred spots at known places with Weibull(1, 1) strengths and a
 * little noise.
 */
public final class KnownParts {

  /** Height and width of a picture in pixels. */
  public static final int SIDE = 12;

  /** Number of spots. */
  public static final int RANK = 6;

  private static final int POINTS = 600;

  /** Spots stand in two rows of three. */
  private static final int SPOTS_IN_ROW = 3;

  private static final double SPOT_WIDTH = 1.3;

  private static final double NOISE = 0.02;

  private final double[][] parts;
  private final double[][] points;

  private KnownParts(double[][] parts, double[][] points) {
    this.parts = parts;
    this.points = points;
  }

  /** The same table for the same seed. */
  public static KnownParts generate(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] parts = new double[RANK][SIDE * SIDE];
    for (int k = 0; k < RANK; k++) {
      double centreRow = SIDE * (k / SPOTS_IN_ROW + 0.5) / (RANK / SPOTS_IN_ROW) - 0.5;
      double centreColumn = SIDE * (k % SPOTS_IN_ROW + 0.5) / SPOTS_IN_ROW - 0.5;
      for (int j = 0; j < SIDE * SIDE; j++) {
        double dr = j / SIDE - centreRow;
        double dc = j % SIDE - centreColumn;
        parts[k][j] = Math.exp(-(dr * dr + dc * dc) / (2 * SPOT_WIDTH * SPOT_WIDTH));
      }
    }
    double[][] points = new double[POINTS][SIDE * SIDE];
    for (double[] point : points) {
      for (double[] part : parts) {
        double strength = -Math.log1p(-random.nextDouble());
        for (int j = 0; j < point.length; j++) {
          point[j] += strength * part[j];
        }
      }
      for (int j = 0; j < point.length; j++) {
        point[j] = Math.max(0, point[j] + NOISE * random.nextGaussian());
      }
    }
    return new KnownParts(parts, points);
  }

  /** The known parts, r x m. */
  public double[][] parts() {
    return parts;
  }

  /** The pictures as a table. */
  public Table table(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    long nonZeros = 0;
    for (int i = 0; i < points.length; i++) {
      rows.add(RowFactory.create("picture " + (i + 1), Vectors.dense(points[i])));
      nonZeros += Vectors.dense(points[i]).numNonzeros();
    }
    StructType schema =
        new StructType()
            .add(Table.ID, DataTypes.StringType, false)
            .add(Table.FEATURES, SQLDataTypes.VectorType(), false);
    return new Table(
        spark.createDataFrame(rows, schema),
        List.of(),
        POINTS,
        SIDE * SIDE,
        nonZeros,
        Layout.ROWS,
        ReadOptions.CellRules.none(),
        "generated table",
        List.of(),
        List.of(),
        FeatureTexts::none,
        () -> {});
  }
}
