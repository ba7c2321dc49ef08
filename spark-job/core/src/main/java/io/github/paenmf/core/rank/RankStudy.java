package io.github.paenmf.core.rank;

import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.core.train.TrainingParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Tries ranks side by side: every rank a candidate, every criterion asked about it. */
public final class RankStudy {

  private final List<Criterion> criteria;
  private final String chooser;
  private final int parallelism;
  private final double tolerance;

  /**
   * A study.
   *
   * @param criteria that judge
   * @param chooser name of the one that chooses
   * @param parallelism ranks tried at the same time, at least 1
   * @param tolerance of {@link RankTable}
   */
  public RankStudy(List<Criterion> criteria, String chooser, int parallelism, double tolerance) {
    if (criteria.stream().noneMatch(criterion -> criterion.name().equals(chooser))) {
      throw new IllegalArgumentException(
          "the criterion %s is none of %s"
              .formatted(chooser, criteria.stream().map(Criterion::name).toList()));
    }
    this.criteria = List.copyOf(criteria);
    this.chooser = chooser;
    this.parallelism = parallelism;
    this.tolerance = tolerance;
  }

  /**
   * What a study found.
   *
   * @param table all curves and the choice
   * @param models the model of every rank
   */
  public record Found(RankTable table, Map<Integer, ModelFit> models) {

    /** The model of the rank chosen. */
    public ModelFit best() {
      return models.get(table.rank());
    }
  }

  /** What one rank gave. */
  private record Judged(ModelFit model, List<Score> scores) {}

  /**
   * Tries ranks.
   *
   * @param rows the table
   * @param ranks ascending
   * @param params the model's params at a rank
   * @param listener is told how it goes on
   * @throws IllegalArgumentException when a rank is above the smaller side of the table
   */
  public Found run(
      StatisticsSource rows,
      List<Integer> ranks,
      IntFunction<TrainingParams> params,
      RankListener listener) {
    long most = Math.min(rows.rows(), rows.features());
    for (int rank : ranks) {
      if (rank > most) {
        throw new IllegalArgumentException(
            "rank is %d, expected 1 to %d: the table has %d rows of %d features"
                .formatted(rank, most, rows.rows(), rows.features()));
      }
    }
    Map<Integer, Judged> judged = judge(rows, ranks, params, listener);
    List<Curve> curves = new ArrayList<>();
    for (int c = 0; c < criteria.size(); c++) {
      List<Double> values = new ArrayList<>();
      List<Double> errors = new ArrayList<>();
      for (int rank : ranks) {
        Score score = judged.get(rank).scores().get(c);
        values.add(score.value());
        errors.add(score.error());
      }
      Criterion criterion = criteria.get(c);
      curves.add(
          new Curve(
              criterion.name(),
              criterion.unit(),
              criterion.lowerIsBetter(),
              ranks,
              values,
              errors));
    }
    Map<Integer, ModelFit> models = new TreeMap<>();
    judged.forEach((rank, found) -> models.put(rank, found.model()));
    return new Found(new RankTable(ranks, curves, chooser, tolerance), models);
  }

  /** The largest ranks begin: they take longest. */
  private Map<Integer, Judged> judge(
      StatisticsSource rows,
      List<Integer> ranks,
      IntFunction<TrainingParams> params,
      RankListener listener) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(parallelism, ranks.size())),
            task -> {
              Thread thread = new Thread(task, "paenmf-rank");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Map<Integer, Future<Judged>> pending = new TreeMap<>();
      for (int i = ranks.size() - 1; i >= 0; i--) {
        int rank = ranks.get(i);
        pending.put(rank, pool.submit(() -> judge(rows, params.apply(rank), listener)));
      }
      Map<Integer, Judged> judged = new TreeMap<>();
      for (Map.Entry<Integer, Future<Judged>> entry : pending.entrySet()) {
        judged.put(entry.getKey(), entry.getValue().get());
      }
      return judged;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a rank failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private Judged judge(StatisticsSource rows, TrainingParams params, RankListener listener) {
    long start = System.nanoTime();
    Candidate candidate = new Candidate(rows, params, listener.fitting(params.rank()));
    ModelFit model = candidate.model();
    List<Score> scores = criteria.stream().map(criterion -> criterion.at(candidate)).toList();
    listener.judged(params.rank(), (System.nanoTime() - start) / 1e9);
    return new Judged(model, scores);
  }
}
