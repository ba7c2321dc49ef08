package io.github.paenmf.job.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user should change or know, read off the facts of all processes. */
final class Remarks {

  /** Natives take 0.4 GiB once unpacked. */
  private static final long NATIVES_MB = 500;

  private static final int NAMED = 3;

  /**
   * Some hundred operations, with several helpers each, of which each guessed wrong a few times.
   */
  private static final long ENOUGH_TRAPS = 10_000;

  private Remarks() {}

  /** The remarks; one that holds for several processes comes once and names them. */
  static List<String> of(ProcessFacts driver, List<ProcessFacts> executors) {
    List<ProcessFacts> all = Stream.concat(Stream.of(driver), executors.stream()).toList();
    Map<String, List<String>> roles = new LinkedHashMap<>();
    for (ProcessFacts facts : all) {
      for (String remark : about(facts)) {
        roles.computeIfAbsent(remark, key -> new ArrayList<>()).add(facts.role());
      }
    }
    List<String> remarks = new ArrayList<>();
    roles.forEach((remark, who) -> remarks.add(names(who) + ": " + remark));
    // Only executors compute together: a driver of another kind does no harm.
    differ(executors, "BLAS kernels", facts -> facts.blas().products())
        .or(() -> differ(executors, "dense products", facts -> facts.blas().dense()))
        .ifPresent(text -> remarks.add(text + "; results may differ in the last bits"));
    differ(executors, "vector widths", facts -> facts.vectorBits() + " bits")
        .ifPresent(text -> remarks.add(text + "; results may differ in the last bits"));
    differ(all, "versions of Java", ProcessFacts::java).ifPresent(remarks::add);
    return remarks;
  }

  private static List<String> about(ProcessFacts facts) {
    List<String> remarks = new ArrayList<>();
    if (!facts.blas().isLoaded()) {
      remarks.add("native libraries can't be loaded (" + facts.blas().error() + ")");
    }
    if (!facts.nativeCache().writable()) {
      remarks.add(
          "native libraries can't be unpacked to "
              + facts.nativeCache().path()
              + "; set -Dorg.bytedeco.javacpp.cachedir to a folder that can be written");
    } else if (!facts.blas().isLoaded() && facts.nativeCache().freeMb() < NATIVES_MB) {
      remarks.add(
          facts.nativeCache().freeMb()
              + " MB free in "
              + facts.nativeCache().path()
              + ", native libraries need "
              + NATIVES_MB);
    }
    if (!facts.localFolder().writable()) {
      remarks.add(
          "Spark's temporary folder "
              + facts.localFolder().path()
              + " can't be written; set spark.local.dir");
    }
    if (facts.vectorBits() == 0) {
      remarks.add(
          "without the module jdk.incubator.vector the latent part is several times slower;"
              + " start Java with --add-modules=jdk.incubator.vector");
    }
    if (facts.blas().areTiles() && facts.trapLimit() > 0 && facts.trapLimit() < ENOUGH_TRAPS) {
      remarks.add(
          "with the option PerMethodTrapLimit at "
              + facts.trapLimit()
              + " some JVMs compile the products of large dense tables badly, and take ten times as"
              + " long; start Java with -XX:PerMethodTrapLimit=100000");
    }
    if (!facts.blas().forcedCore().isEmpty()) {
      remarks.add(
          "OPENBLAS_CORETYPE="
              + facts.blas().forcedCore()
              + " overrides the detection of the processor");
    }
    return remarks;
  }

  private static String names(List<String> roles) {
    String names = roles.stream().limit(NAMED).collect(Collectors.joining(", "));
    return roles.size() > NAMED ? names + " and " + (roles.size() - NAMED) + " more" : names;
  }

  private static Optional<String> differ(
      List<ProcessFacts> processes, String what, Function<ProcessFacts, String> fact) {
    TreeSet<String> values =
        processes.stream().map(fact).collect(Collectors.toCollection(TreeSet::new));
    return values.size() > 1
        ? Optional.of("different " + what + ": " + String.join("; ", values))
        : Optional.empty();
  }
}
