package io.github.paenmf.job.command;

import io.github.paenmf.spark.PaeNmfSummary;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of a fit or of an evaluation under the names that the last line of output has. */
final class Figures {

  private static final double MILLIS = 1000;

  private Figures() {}

  /** All of them, in the order in which they are printed. */
  static Map<String, Object> of(PaeNmfSummary summary) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("n", summary.n());
    fields.put("m", summary.m());
    fields.put("rank", summary.rank());
    fields.put("negativeElbo", summary.negativeElbo());
    fields.put("objective", summary.objective());
    fields.put("reconstruction", summary.reconstruction());
    fields.put("kl", summary.kl());
    fields.put("relativeError", summary.relativeError());
    fields.put("noiseVariance", summary.noiseVariance());
    fields.put("rounds", summary.rounds());
    fields.put("passes", summary.passes());
    fields.put("fitSeconds", summary.fitSeconds());
    fields.put("seconds", secondsSinceStart());
    fields.put("partitions", summary.partitions());
    fields.put("source", summary.source());
    fields.put("device", summary.device());
    fields.put("deviceReason", summary.deviceReason());
    fields.put("backend", summary.backend());
    return fields;
  }

  /** Seconds since this Java machine started. */
  static double secondsSinceStart() {
    return (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime())
        / MILLIS;
  }
}
