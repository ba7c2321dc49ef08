package io.github.paenmf.spark.batch;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.PlanLater;
import org.apache.spark.sql.execution.SparkPlan;

/**
 * Scores the rows of its child, some at a time, in their order. Its columns are some of the
 * child's, then the coefficients. Public since Spark copies it by reflection.
 */
public final class BatchExec extends SparkPlan {

  private static final long serialVersionUID = 1L;

  private final Attribute result;
  private final Attribute features;
  private final scala.collection.Seq<Attribute> kept;
  private final ScoredVectors vectors;
  private final SparkPlan child;

  BatchExec(
      Attribute result,
      Attribute features,
      List<Attribute> kept,
      ScoredVectors vectors,
      SparkPlan child) {
    this(result, features, ScalaLists.toScala(kept), vectors, child);
  }

  /** Called by reflection too, with what {@link #productElement} gives. */
  public BatchExec(
      Attribute result,
      Attribute features,
      scala.collection.Seq<Attribute> kept,
      ScoredVectors vectors,
      SparkPlan child) {
    this.result = result;
    this.features = features;
    this.kept = kept;
    this.vectors = vectors;
    this.child = child;
  }

  @Override
  public RDD<InternalRow> doExecute() {
    List<Attribute> input = ScalaLists.toJava(child.output());
    Task task = new Task(vectors, BatchRows.Columns.of(input, features, ScalaLists.toJava(kept)));
    return child.execute().toJavaRDD().mapPartitions(task, true).rdd();
  }

  /** What runs on the executors: not the plan. */
  private static final class Task implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    private static final long serialVersionUID = 1L;

    private final ScoredVectors vectors;
    private final BatchRows.Columns columns;

    Task(ScoredVectors vectors, BatchRows.Columns columns) {
      this.vectors = vectors;
      this.columns = columns;
    }

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
      return new BatchRows(rows, vectors, columns);
    }
  }

  @Override
  public scala.collection.immutable.Seq<Attribute> output() {
    List<Attribute> output = ScalaLists.toJava(kept);
    output.add(result);
    return ScalaLists.toScala(output);
  }

  @Override
  public AttributeSet producedAttributes() {
    return AttributeSet.apply(result);
  }

  @Override
  public Partitioning outputPartitioning() {
    return child.outputPartitioning();
  }

  @Override
  public scala.collection.immutable.Seq<SortOrder> outputOrdering() {
    return ScalaLists.toScala(ScalaLists.<SortOrder>toJava(child.outputOrdering()));
  }

  @Override
  public scala.collection.immutable.Seq<SparkPlan> children() {
    return ScalaLists.toScala(List.of(child));
  }

  /** Overrides the method of Spark on Scala 2.13. */
  public SparkPlan withNewChildrenInternal(
      scala.collection.immutable.IndexedSeq<SparkPlan> children) {
    return over(children.head());
  }

  /** Overrides the method of Spark on Scala 2.12. */
  public SparkPlan withNewChildrenInternal(scala.collection.IndexedSeq<SparkPlan> children) {
    return over(children.head());
  }

  private BatchExec over(SparkPlan planned) {
    if (child instanceof PlanLater) {
      // Planned from the strategy's selection, which the optimised plan doesn't have. Spark plans a
      // query anew when one of its stages ends, and looks for the stage there: without an end, were
      // it not found. Without a link of its own it gets that of the whole selection.
      planned.unsetTagValue(SparkPlan.LOGICAL_PLAN_TAG());
    }
    return new BatchExec(result, features, kept, vectors, planned);
  }

  @Override
  public int productArity() {
    return 5;
  }

  @Override
  public Object productElement(int n) {
    return switch (n) {
      case 0 -> result;
      case 1 -> features;
      case 2 -> kept;
      case 3 -> vectors;
      case 4 -> child;
      default -> throw new IndexOutOfBoundsException(n);
    };
  }

  @Override
  public boolean canEqual(Object that) {
    return that instanceof BatchExec;
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof BatchExec other
        && result.equals(other.result)
        && features.equals(other.features)
        && kept.equals(other.kept)
        && vectors.equals(other.vectors)
        && child.equals(other.child);
  }

  @Override
  public int hashCode() {
    return Objects.hash(result, features, kept, vectors, child);
  }
}
