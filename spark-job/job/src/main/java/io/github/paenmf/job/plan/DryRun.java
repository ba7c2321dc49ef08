package io.github.paenmf.job.plan;

import io.github.paenmf.core.accelerator.DeviceKind;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfSummary;
import io.github.paenmf.spark.plan.ClusterLimits;
import io.github.paenmf.spark.plan.FitPlan;
import io.github.paenmf.spark.source.SourceChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a fit would take.
 *
 * @param points number of data points n
 * @param features number of features m
 * @param nonZeros number of values that are not 0
 * @param rank number of parts r
 * @param inProcess whether rows would be collected on the driver
 * @param memory what passes, sums and state take
 * @param warnings what the present settings lack; none for a fit in this process
 * @param rounds most rounds
 * @param estimatedSeconds of all of them, from a trial on some rows
 */
public record DryRun(
    long points,
    int features,
    long nonZeros,
    int rank,
    boolean inProcess,
    FitPlan memory,
    List<String> warnings,
    int rounds,
    double estimatedSeconds) {

  private static final double MB = 1024.0 * 1024.0;

  private static final int TRIAL_POINTS = 512;

  private static final int TRIAL_ROUNDS = 8;

  /** What a round costs on a cluster beside its arithmetic. */
  private static final double CLUSTER_ROUND_SECONDS = 0.1;

  /**
   * Counts the table and times a few rounds on some of its rows.
   *
   * @throws UserError when the JVM can't hold such a model
   */
  public static DryRun of(SparkSession spark, PreparedTable table, PaeNmf estimator) {
    long nonZeros =
        table
            .rows()
            .select(Table.FEATURES)
            .javaRDD()
            .map(row -> (long) row.<Vector>getAs(0).numNonzeros())
            .fold(0L, Long::sum);
    int rank = estimator.getRank();
    long n = table.points();
    int m = table.features();
    BlockLayout layout =
        BlockLayout.of(n, m, nonZeros, estimator.getMaxBlockSizeInMB(), estimator.getPartitions());
    FitPlan memory;
    try {
      memory =
          FitPlan.of(
              spark.sparkContext(),
              n,
              m,
              nonZeros,
              rank,
              layout,
              estimator.getAggregationDepth(),
              estimator.getMaxSumsInMB());
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
    SourceChoice.Settings settings =
        new SourceChoice.Settings(
            estimator.getSource(),
            estimator.getMaxInProcessMB(),
            estimator.getMaxBlockSizeInMB(),
            estimator.getPartitions(),
            estimator.getAggregationDepth(),
            estimator.getMaxSumsInMB(),
            // Where rows go does not hang on it.
            DeviceKind.AUTO);
    boolean inProcess = settings.inProcess(memory.tableBytes() / MB, memory.sizes().wideBytes());
    int rounds = estimator.getInitSteps() + estimator.getMaxIter();
    double perRound = secondsPerRound(table, estimator);
    if (!inProcess) {
      double cores = Runtime.getRuntime().availableProcessors();
      perRound =
          perRound * cores / spark.sparkContext().defaultParallelism() + CLUSTER_ROUND_SECONDS;
    }
    return new DryRun(
        n,
        m,
        nonZeros,
        rank,
        inProcess,
        memory,
        inProcess ? List.of() : ClusterLimits.of(spark.sparkContext()).warnings(memory),
        rounds,
        perRound * rounds);
  }

  private static double secondsPerRound(PreparedTable table, PaeNmf estimator) {
    int trial = (int) Math.min(table.points(), Math.max(TRIAL_POINTS, 2 * estimator.getRank()));
    Dataset<Row> some = table.rows().limit(trial).cache();
    try {
      PaeNmf quick =
          estimator
              .copy(ParamMap.empty())
              .setSource(SourceChoice.IN_PROCESS)
              .setInitSteps(TRIAL_ROUNDS)
              .setMaxIter(TRIAL_ROUNDS)
              .setTol(0);
      quick.fit(some); // Loads what the second fit finds loaded.
      PaeNmfSummary summary = quick.fit(some).summary();
      return summary.fitSeconds() / summary.rounds() * table.points() / trial;
    } finally {
      some.unpersist();
    }
  }

  /** Sentences for people. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "a fit of rank %d would read %d data points with %d features (%d values not 0, %s),"
                + " hold %s in %d partitions %s, keep a state of %s on the driver, and take at most"
                + " %d rounds, about %.1f s",
            rank,
            points,
            features,
            nonZeros,
            memory.layout().sparse() ? "sparse" : "dense",
            FitPlan.words(memory.tableBytes() + memory.scoreBytes()),
            memory.layout().partitions(),
            inProcess ? "in this process" : "on the executors",
            FitPlan.words(memory.stateBytes()),
            rounds,
            estimatedSeconds));
    sentences.addAll(warnings);
    return sentences;
  }

  /** The figures by name. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("n", points);
    fields.put("m", features);
    fields.put("nonZeros", nonZeros);
    fields.put("rank", rank);
    fields.put("blocks", memory.layout().sparse() ? "sparse" : "dense");
    fields.put("partitions", memory.layout().partitions());
    fields.put("source", inProcess ? SourceChoice.IN_PROCESS : SourceChoice.DISTRIBUTED);
    fields.put("memoryMB", (memory.tableBytes() + memory.scoreBytes()) / MB);
    fields.put("stateMB", memory.stateBytes() / MB);
    fields.put("passMB", memory.sizes().passBytes() / MB);
    fields.put("warnings", warnings);
    fields.put("rounds", rounds);
    fields.put("estimatedSeconds", estimatedSeconds);
    return fields;
  }
}
