package io.github.paenmf.spark.prepare;

import io.github.paenmf.core.prepare.RowValues;
import io.github.paenmf.spark.data.FeatureNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The first stage of a model's pipeline: the table as it was read for the fit. Brings the features
 * of a table into the order of that table by name; columns that the model does not know are
 * dropped, absent ones are an error. Where either side has no names, the width must be the same.
 */
public class FeatureMatching extends Transformer
    implements VectorColumnParams<FeatureMatching>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private static final int NAMES_IN_MESSAGE = 5;

  private final String uid;
  private StringArrayParam names;
  private IntParam size;
  private Param<String> layout;
  private Param<String> duplicates;
  private BooleanParam absentMissing;
  private StringArrayParam longColumns;
  private IntParam nameColumn;

  /** An empty stage, to be filled by a reader. */
  public FeatureMatching() {
    this(Identifiable$.MODULE$.randomUID("match"));
  }

  /** An empty stage with this uid, to be filled by a reader. */
  public FeatureMatching(String uid) {
    this.uid = uid;
    setDefault(featuresCol(), "features");
    setDefault(duplicates(), "error");
    setDefault(absentMissing(), false);
    setDefault(longColumns(), new String[0]);
    setDefault(nameColumn(), 1);
  }

  /**
   * A stage that brings tables into the order of these names.
   *
   * @param names of the features; empty when they have none
   * @param size number of features m
   * @param layout how data points lay in the file: rows or columns
   */
  public static FeatureMatching of(String[] names, int size, String layout) {
    FeatureMatching stage = new FeatureMatching();
    return stage.setNames(names).setSize(size).setLayout(layout);
  }

  /**
   * Remembers how a table was read that was given value by value.
   *
   * @param duplicates what happens when a cell has several values
   * @param absentMissing whether a cell that is not given is missing rather than 0
   * @param longColumns columns of point, feature and value; empty for the first three
   */
  public FeatureMatching setCells(String duplicates, boolean absentMissing, String[] longColumns) {
    return setDuplicates(duplicates).setAbsentMissing(absentMissing).setLongColumns(longColumns);
  }

  /** Sets {@link #duplicates()}. */
  public FeatureMatching setDuplicates(String value) {
    set(duplicates(), value);
    return this;
  }

  /** Sets {@link #absentMissing()}. */
  public FeatureMatching setAbsentMissing(boolean value) {
    set(absentMissing(), value);
    return this;
  }

  /** Sets {@link #longColumns()}. */
  public FeatureMatching setLongColumns(String[] value) {
    set(longColumns(), value.clone());
    return this;
  }

  /** Remembers which column of a matrix's file of features held their names, from 1. */
  public FeatureMatching setNameColumn(int column) {
    set(nameColumn(), Integer.valueOf(column));
    return this;
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public FeatureMatching self() {
    return this;
  }

  /** Names of the features in the model's order; empty when they have none. */
  public StringArrayParam names() {
    if (names == null) {
      names = new StringArrayParam(this, "names", "feature names in the model's order");
    }
    return names;
  }

  /** Number of features m. */
  public IntParam size() {
    if (size == null) {
      size = new IntParam(this, "size", "number of features (>= 1)", ParamValidators.gtEq(1));
    }
    return size;
  }

  /** How data points lay in the file that the model was fitted on. */
  public Param<String> layout() {
    if (layout == null) {
      layout =
          new Param<>(
              this,
              "layout",
              "how data points lay in the file of the fit: rows, columns or long",
              ParamValidators.inArray(new String[] {"rows", "columns", "long"}));
    }
    return layout;
  }

  /** What happened when a cell had several values. */
  public Param<String> duplicates() {
    if (duplicates == null) {
      duplicates =
          new Param<>(
              this,
              "duplicates",
              "rule for a cell with several values: error, mean, sum, first or last",
              ParamValidators.inArray(new String[] {"error", "mean", "sum", "first", "last"}));
    }
    return duplicates;
  }

  /** Whether a cell that was not given was missing rather than 0. */
  public BooleanParam absentMissing() {
    if (absentMissing == null) {
      absentMissing =
          new BooleanParam(this, "absentMissing", "cells that are not given are missing, not 0");
    }
    return absentMissing;
  }

  /** Columns of point, feature and value in a long table; empty for the first three. */
  public StringArrayParam longColumns() {
    if (longColumns == null) {
      longColumns =
          new StringArrayParam(this, "longColumns", "columns of point, feature and value");
    }
    return longColumns;
  }

  /** Column of a matrix's file of features that held their names, from 1. */
  public IntParam nameColumn() {
    if (nameColumn == null) {
      nameColumn =
          new IntParam(
              this,
              "nameColumn",
              "column of a file of features with their names, from 1 (>= 1)",
              ParamValidators.gtEq(1));
    }
    return nameColumn;
  }

  /** Column of a matrix's file of features that held their names, from 1. */
  public int getNameColumn() {
    return (Integer) getOrDefault(nameColumn());
  }

  /** What happened when a cell had several values. */
  public String getDuplicates() {
    return getOrDefault(duplicates());
  }

  /** Whether a cell that was not given was missing rather than 0. */
  public boolean isAbsentMissing() {
    return (Boolean) getOrDefault(absentMissing());
  }

  /** Columns of point, feature and value in a long table; empty for the first three. */
  public String[] getLongColumns() {
    return getOrDefault(longColumns()).clone();
  }

  /** Number of features m. */
  public int getSize() {
    return (Integer) getOrDefault(size());
  }

  /** How data points lay in the file that the model was fitted on. */
  public String getLayout() {
    return getOrDefault(layout());
  }

  /** The features in the model's order; empty when they have no names. */
  public String[] getNames() {
    return getOrDefault(names()).clone();
  }

  /** Sets {@link #names()}. */
  public FeatureMatching setNames(String[] value) {
    set(names(), value.clone());
    return this;
  }

  /** Sets {@link #size()}. */
  public FeatureMatching setSize(int value) {
    set(size(), Integer.valueOf(value));
    return this;
  }

  /** Sets {@link #layout()}. */
  public FeatureMatching setLayout(String value) {
    set(layout(), value);
    return this;
  }

  /**
   * What has to be done with a table that has these names.
   *
   * @param found names of the table's features; empty when it has none
   * @throws IllegalArgumentException when a feature of the model is absent, naming it
   */
  public Plan plan(String[] found) {
    String[] wanted = getOrDefault(names());
    if (found.length == 0 || wanted.length == 0) {
      return new Plan(null, List.of());
    }
    Map<String, Integer> target = new HashMap<>();
    for (int j = 0; j < wanted.length; j++) {
      target.put(wanted[j], j);
    }
    int[] to = new int[found.length];
    boolean same = found.length == wanted.length;
    List<String> extra = new ArrayList<>();
    Map<String, Integer> absent = new TreeMap<>(target);
    for (int j = 0; j < found.length; j++) {
      Integer at = target.get(found[j]);
      to[j] = at == null ? -1 : at;
      same &= to[j] == j;
      if (at == null) {
        extra.add(found[j]);
      } else if (absent.remove(found[j]) == null) {
        throw new IllegalArgumentException("feature '" + found[j] + "' occurs twice");
      }
    }
    if (!absent.isEmpty()) {
      throw new IllegalArgumentException(
          absent.size()
              + " of the model's "
              + wanted.length
              + " features are not in the table: "
              + some(absent.keySet().stream().toList()));
    }
    return new Plan(same ? null : to, extra);
  }

  /**
   * How features move.
   *
   * @param to for each feature of the table its place in the model, -1 to drop it; {@code null}
   *     when nothing moves
   * @param extra names that the model does not know
   */
  public record Plan(int[] to, List<String> extra) {}

  /** The first few of many names, and how many more there are. */
  public static String some(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(NAMES_IN_MESSAGE, names.size())));
    int more = names.size() - NAMES_IN_MESSAGE;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    VectorColumn.check(schema, getFeaturesCol());
    return schema;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    String column = getFeaturesCol();
    transformSchema(dataset.schema());
    return transform(
        dataset.toDF(), FeatureNames.of(dataset.schema().apply(column)).orElse(new String[0]));
  }

  /**
   * As {@link #transform(Dataset)}, for a table whose names are too many for the column's metadata.
   *
   * @param found names of the table's features; empty when it has none
   */
  public Dataset<Row> transform(Dataset<Row> rows, String[] found) {
    int[] to = plan(found).to();
    if (to == null) {
      return rows;
    }
    String column = getFeaturesCol();
    int size = getOrDefault(names()).length;
    UDF1<Vector, Vector> move = v -> VectorRows.vector(move(VectorRows.of(v), to, size));
    Column moved =
        functions.udf(move, SQLDataTypes.VectorType()).asNonNullable().apply(rows.col(column));
    return rows.withColumn(
        column, moved.as(column, FeatureNames.metadata(column, getOrDefault(names()))));
  }

  private static RowValues move(RowValues row, int[] to, int size) {
    double[] moved = new double[size];
    int nonZeros = 0;
    for (int i = 0; i < row.values().length; i++) {
      int j = to[row.feature(i)];
      if (j >= 0) {
        moved[j] = row.values()[i];
        nonZeros += row.values()[i] == 0 ? 0 : 1;
      }
    }
    if (!row.isSparse()) {
      return RowValues.dense(moved);
    }
    int[] indices = new int[nonZeros];
    double[] values = new double[nonZeros];
    int stored = 0;
    for (int j = 0; j < size; j++) {
      if (moved[j] != 0) {
        indices[stored] = j;
        values[stored++] = moved[j];
      }
    }
    return RowValues.sparse(size, indices, values);
  }

  @Override
  public FeatureMatching copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads a saved stage. */
  public static MLReader<FeatureMatching> read() {
    return new DefaultParamsReader<>();
  }

  /** Loads a saved stage from a folder. */
  public static FeatureMatching load(String path) {
    return read().load(path);
  }
}
