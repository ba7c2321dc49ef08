package io.github.paenmf.spark.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.ExperimentalMethods;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import org.apache.spark.sql.types.Metadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a selection that has one of the {@link BatchFunctions} as a column of its own: the operator
 * stands below what is left of the selection. Only there is the function called for every row, in
 * whatever order; inside another expression, of a stream, or beside something that depends on how
 * far the input was read (the name of the input file), it stays what it is.
 */
public final class BatchStrategy extends SparkStrategy {

  private static final Logger LOG = LoggerFactory.getLogger(BatchStrategy.class);

  private BatchStrategy() {}

  /** Makes a session's planner know this strategy; it stays there for the session's life. */
  public static void install(SparkSession session) {
    ExperimentalMethods methods;
    try {
      // The method stands in classes of different names before and from Spark 4.
      methods = (ExperimentalMethods) session.getClass().getMethod("experimental").invoke(session);
    } catch (ReflectiveOperationException e) {
      LOG.info("rows are scored one at a time: this session takes no strategies", e);
      return;
    }
    synchronized (BatchStrategy.class) {
      List<SparkStrategy> strategies = ScalaLists.toJava(methods.extraStrategies());
      if (strategies.stream().noneMatch(BatchStrategy.class::isInstance)) {
        strategies.add(new BatchStrategy());
        methods.extraStrategies_$eq(ScalaLists.toScala(strategies));
      }
    }
  }

  @Override
  public scala.collection.immutable.Seq<SparkPlan> apply(LogicalPlan plan) {
    if (!(plan instanceof Project project) || plan.isStreaming()) {
      return ScalaLists.empty();
    }
    List<NamedExpression> selected = ScalaLists.toJava(project.projectList());
    for (NamedExpression column : selected) {
      Optional<ScoredVectors> vectors = function(column).flatMap(BatchFunctions::of);
      if (vectors.isPresent()) {
        return selected.stream().allMatch(each -> ((Expression) each).deterministic())
            ? planned(project.child(), selected, function(column).orElseThrow(), vectors.get())
            : ScalaLists.empty();
      }
    }
    return ScalaLists.empty();
  }

  private static Optional<ScalaUDF> function(NamedExpression column) {
    return column instanceof Alias alias && alias.child() instanceof ScalaUDF function
        ? Optional.of(function)
        : Optional.empty();
  }

  private scala.collection.immutable.Seq<SparkPlan> planned(
      LogicalPlan child, List<NamedExpression> selected, ScalaUDF function, ScoredVectors vectors) {
    AttributeReference result = attribute("scored", function);
    List<NamedExpression> rest = new ArrayList<>();
    List<NamedExpression> others = new ArrayList<>();
    for (NamedExpression column : selected) {
      Optional<ScalaUDF> scored = function(column);
      if (scored.filter(function::semanticEquals).isPresent()) {
        Alias alias = (Alias) column;
        rest.add((NamedExpression) alias.withNewChildren(ScalaLists.toScala(List.of(result))));
      } else if (scored.flatMap(BatchFunctions::of).isPresent()) {
        // Another model's, for an operator below this one.
        others.add(column);
        rest.add(column.toAttribute());
      } else {
        rest.add(column);
      }
    }
    List<Attribute> kept = new ArrayList<>();
    others.forEach(column -> kept.add(column.toAttribute()));
    for (Attribute attribute : ScalaLists.<Attribute>toJava(child.output())) {
      if (rest.stream()
          .anyMatch(column -> ((Expression) column).references().contains(attribute))) {
        kept.add(attribute);
      }
    }
    Expression input = function.children().head();
    NamedExpression features =
        input instanceof Attribute attribute
            ? attribute
            : new Alias(
                input,
                "features",
                NamedExpression.newExprId(),
                ScalaLists.empty(),
                scala.Option.<Metadata>empty(),
                ScalaLists.empty());
    List<NamedExpression> read = new ArrayList<>(others);
    read.addAll(kept.subList(others.size(), kept.size()));
    if (!(features instanceof Attribute) || !kept.contains(features)) {
      read.add(features);
    }
    // A selection of what is needed, so that the scan below reads no more.
    SparkPlan reading = planLater(new Project(ScalaLists.toScala(read), child));
    SparkPlan scored = new BatchExec(result, features.toAttribute(), kept, vectors, reading);
    return ScalaLists.toScala(List.of(new ProjectExec(ScalaLists.toScala(rest), scored)));
  }

  private static AttributeReference attribute(String name, ScalaUDF function) {
    return new AttributeReference(
        name,
        function.dataType(),
        function.nullable(),
        Metadata.empty(),
        NamedExpression.newExprId(),
        ScalaLists.empty());
  }
}
