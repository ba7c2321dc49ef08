package io.github.paenmf.job.prepare;

import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table after preparation.
 *
 * @param rows the rows of the table, features prepared
 * @param featureNames one a feature; empty when there are none
 * @param points number of data points left
 * @param features number of features left
 * @param stages what was done, in order
 */
public record PreparedTable(
    Dataset<Row> rows,
    List<String> featureNames,
    long points,
    int features,
    List<Transformer> stages) {}
