package io.github.paenmf.job.command;

import io.github.paenmf.job.doctor.DoctorReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Says what this machine or cluster will run, on the driver and on each executor. */
@Command(
    name = "doctor",
    description = "Says what this machine or cluster will run: Spark, Java, BLAS, vectors, GPU.")
final class DoctorCommand extends JobCommand {

  @Override
  Map<String, Object> work(SparkSession spark) {
    DoctorReport report = DoctorReport.collect(spark);
    report.lines().forEach(this::note);
    Map<String, Object> result = new LinkedHashMap<>(report.toMap());
    result.put("seconds", Figures.secondsSinceStart());
    return result;
  }
}
