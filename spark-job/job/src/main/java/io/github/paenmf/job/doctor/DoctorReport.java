package io.github.paenmf.job.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * What this machine or cluster will run.
 *
 * @param sparkVersion the version of Spark
 * @param master the cluster, as Spark names it
 * @param driver the facts of the driver
 * @param executors the facts of each executor; empty when tasks run inside the driver
 * @param remarks what a user should change or know
 */
public record DoctorReport(
    String sparkVersion,
    String master,
    ProcessFacts driver,
    List<ProcessFacts> executors,
    List<String> remarks) {

  /** Copies the lists. */
  public DoctorReport {
    executors = List.copyOf(executors);
    remarks = List.copyOf(remarks);
  }

  /** Looks at the driver, that is at this JVM, and at each executor of the session's cluster. */
  public static DoctorReport collect(SparkSession session) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    String localFolder = LocalFolder.of(context.getConf());
    ProcessFacts driver = ProcessProbe.look("driver", localFolder);
    ExecutorVisit.Outcome visit = ExecutorVisit.visit(context);

    List<String> remarks = new ArrayList<>(Remarks.of(driver, visit.executors()));
    if (visit.missed() > 0) {
      remarks.add(visit.missed() + " executor(s) were busy and could not be looked at");
    }
    return new DoctorReport(
        session.version(), session.sparkContext().master(), driver, visit.executors(), remarks);
  }

  /** The report as lines for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Spark " + sparkVersion + " on " + master);
    lines.addAll(driver.lines());
    executors.forEach(executor -> lines.addAll(executor.lines()));
    if (executors.isEmpty()) {
      lines.add("tasks run inside the driver");
    }
    remarks.forEach(remark -> lines.add("NOTE " + remark));
    return lines;
  }

  /** The report for JSON: text, numbers, booleans, lists and maps of these. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("spark", sparkVersion);
    map.put("master", master);
    map.put("driver", driver.toMap());
    map.put("executors", executors.stream().map(ProcessFacts::toMap).toList());
    map.put("remarks", remarks);
    return map;
  }
}
