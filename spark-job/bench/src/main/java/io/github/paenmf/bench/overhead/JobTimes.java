package io.github.paenmf.bench.overhead;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.StageInfo;
import scala.collection.Iterator;

/** When jobs began and ended, in milliseconds, with the names of their stages. */
final class JobTimes extends SparkListener {

  /**
   * A job.
   *
   * @param name of its stages
   * @param start in milliseconds
   * @param end in milliseconds
   */
  record Job(String name, long start, long end) {}

  private final Map<Integer, Job> running = new HashMap<>();
  private final List<Job> done = new ArrayList<>();

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    StringBuilder name = new StringBuilder();
    for (Iterator<StageInfo> stages = start.stageInfos().iterator(); stages.hasNext(); ) {
      name.append(stages.next().name()).append('\n');
    }
    running.put(start.jobId(), new Job(name.toString(), start.time(), 0));
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    Job started = running.remove(end.jobId());
    if (started != null) {
      done.add(new Job(started.name(), started.start(), end.time()));
    }
  }

  /** All jobs that have ended since the last call. */
  synchronized List<Job> take() {
    List<Job> jobs = List.copyOf(done);
    done.clear();
    return jobs;
  }
}
