package io.github.paenmf.job.table.annotation;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.BlockPartitioner;
import io.github.paenmf.job.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * Gives data points the texts that a file knows about them as kept columns. Only names and texts
 * are shuffled: each text goes to the partition of its data point, points stay where they are.
 */
public final class Annotated {

  private Annotated() {}

  /** Where a data point stands: its partition and its place there. */
  private record Place(int partition, int index) implements java.io.Serializable {}

  /**
   * The table with more kept columns.
   *
   * @param file path of CSV or TSV with a header and names of data points in the first column
   * @param columns names of the columns to take; empty for all
   * @throws UserError when the file is not as it should be or knows none of the data points
   */
  public static Table of(SparkSession spark, Table table, String file, List<String> columns) {
    AnnotationFile annotations =
        new AnnotationFile(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            spark.sparkContext().hadoopConfiguration(),
            file,
            columns);
    for (String column : annotations.columns()) {
      if (Arrays.asList(table.rows().columns()).contains(column)) {
        throw new UserError(
            annotations.name() + ": the table has a column '" + column + "' already");
      }
    }
    JavaRDD<Row> rows = table.rows().javaRDD();
    JavaPairRDD<String, Tuple2<Place, Optional<String[]>>> known =
        places(rows).leftOuterJoin(annotations.texts());
    long found = known.filter(entry -> entry._2()._2().isPresent()).count();
    if (found == 0) {
      throw new UserError(
          annotations.name()
              + ": has none of the "
              + table.points()
              + " data points in its first column; one of them is '"
              + table.rows().first().getString(0)
              + "'");
    }
    JavaRDD<Tuple2<Integer, String[]>> texts =
        known
            .filter(entry -> entry._2()._2().isPresent())
            .mapToPair(
                entry ->
                    new Tuple2<>(
                        entry._2()._1().partition(),
                        new Tuple2<>(entry._2()._1().index(), entry._2()._2().get())))
            .partitionBy(new BlockPartitioner(rows.getNumPartitions()))
            .values();
    int width = annotations.columns().size();
    JavaRDD<Row> wider = rows.zipPartitions(texts, (i, t) -> wider(i, t, width));
    StructType schema = table.rows().schema();
    for (String column : annotations.columns()) {
      schema = schema.add(column, DataTypes.StringType, true);
    }
    List<String> kept = new ArrayList<>(table.kept());
    kept.addAll(annotations.columns());
    Table annotated =
        table.withRows(spark.createDataFrame(wider, schema), table.points(), List.copyOf(kept));
    long unknown = table.points() - found;
    return unknown == 0
        ? annotated
        : annotated.withNotes(
            List.of(
                unknown
                    + " of "
                    + table.points()
                    + " data points do not occur in "
                    + annotations.name()));
  }

  private static JavaPairRDD<String, Place> places(JavaRDD<Row> rows) {
    return rows.mapPartitionsWithIndex(
            (partition, i) -> {
              Iterable<Row> once = () -> i;
              int[] index = {0};
              return StreamSupport.stream(once.spliterator(), false)
                  .map(row -> new Tuple2<>(row.getString(0), new Place(partition, index[0]++)))
                  .iterator();
            },
            true)
        .mapToPair(entry -> entry);
  }

  private static Iterator<Row> wider(
      Iterator<Row> rows, Iterator<Tuple2<Integer, String[]>> texts, int width) {
    Map<Integer, String[]> byIndex = new HashMap<>();
    texts.forEachRemaining(text -> byIndex.put(text._1(), text._2()));
    String[] none = new String[width];
    Iterable<Row> once = () -> rows;
    int[] index = {0};
    return StreamSupport.stream(once.spliterator(), false)
        .map(row -> wider(row, byIndex.getOrDefault(index[0]++, none)))
        .iterator();
  }

  private static Row wider(Row row, String[] texts) {
    Object[] cells = new Object[row.size() + texts.length];
    for (int c = 0; c < row.size(); c++) {
      cells[c] = row.get(c);
    }
    System.arraycopy(texts, 0, cells, row.size(), texts.length);
    return RowFactory.create(cells);
  }
}
