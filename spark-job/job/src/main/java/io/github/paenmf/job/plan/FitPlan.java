package io.github.paenmf.job.plan;

import io.github.paenmf.core.accelerator.DeviceKind;
import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmf;
import io.github.paenmf.spark.PaeNmfSummary;
import io.github.paenmf.spark.source.SourceChoice;
import java.util.LinkedHashMap;
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
 * @param sparse whether blocks are sparse
 * @param partitions number of partitions
 * @param inProcess whether rows would be collected on the driver
 * @param memoryMB of the blocks and their scores, over all executors or on the driver
 * @param modelMB of the weights, on the driver and each executor
 * @param rounds most rounds
 * @param estimatedSeconds of all of them, from a trial on some rows
 */
public record FitPlan(
    long points,
    int features,
    long nonZeros,
    int rank,
    boolean sparse,
    int partitions,
    boolean inProcess,
    double memoryMB,
    double modelMB,
    int rounds,
    double estimatedSeconds) {

  private static final double MB = 1024.0 * 1024.0;

  private static final int FLOAT = 4;

  /** Up to here all directions of the smaller side are kept for the encoder. */
  private static final int ALL_DIRECTIONS = 200;

  private static final int TRIAL_POINTS = 512;

  private static final int TRIAL_ROUNDS = 8;

  /** What a round costs on a cluster beside its arithmetic. */
  private static final double CLUSTER_ROUND_SECONDS = 0.1;

  /** Counts the table and times a few rounds on some of its rows. */
  public static FitPlan of(SparkSession spark, PreparedTable table, PaeNmf estimator) {
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
    double blocks = BlockLayout.bytes(n, m, nonZeros, layout.sparse());
    long side = Math.min(n, m);
    double directions = side <= ALL_DIRECTIONS ? side : 2.0 * rank;
    SourceChoice.Settings settings =
        new SourceChoice.Settings(
            estimator.getSource(),
            estimator.getMaxInProcessMB(),
            estimator.getMaxBlockSizeInMB(),
            estimator.getPartitions(),
            estimator.getAggregationDepth(),
            // Where rows go does not hang on it.
            DeviceKind.AUTO);
    boolean inProcess = settings.inProcess(blocks / MB);
    int rounds = estimator.getInitSteps() + estimator.getMaxIter();
    double perRound = secondsPerRound(table, estimator);
    if (!inProcess) {
      double cores = Runtime.getRuntime().availableProcessors();
      perRound =
          perRound * cores / spark.sparkContext().defaultParallelism() + CLUSTER_ROUND_SECONDS;
    }
    return new FitPlan(
        n,
        m,
        nonZeros,
        rank,
        layout.sparse(),
        layout.partitions(),
        inProcess,
        (blocks + FLOAT * directions * n) / MB,
        FLOAT * (double) m * (3.0 * rank + directions) / MB,
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

  /** One sentence for people. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "a fit of rank %d would read %d data points with %d features (%d values not 0, %s), hold"
            + " %.1f MB in %d partitions %s and %.1f MB of weights, and take at most %d rounds,"
            + " about %.1f s",
        rank,
        points,
        features,
        nonZeros,
        sparse ? "sparse" : "dense",
        memoryMB,
        partitions,
        inProcess ? "in this process" : "on the executors",
        modelMB,
        rounds,
        estimatedSeconds);
  }

  /** The figures by name. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("n", points);
    fields.put("m", features);
    fields.put("nonZeros", nonZeros);
    fields.put("rank", rank);
    fields.put("blocks", sparse ? "sparse" : "dense");
    fields.put("partitions", partitions);
    fields.put("source", inProcess ? SourceChoice.IN_PROCESS : SourceChoice.DISTRIBUTED);
    fields.put("memoryMB", memoryMB);
    fields.put("modelMB", modelMB);
    fields.put("rounds", rounds);
    fields.put("estimatedSeconds", estimatedSeconds);
    return fields;
  }
}
