package io.github.paenmf.job.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Looks for the Vector API, which is there only when the JVM was started with its module, and for
 * the limit that its long loops need raised.
 */
final class VectorProbe {

  private static final String TRAP_LIMIT = "PerMethodTrapLimit";

  private VectorProbe() {}

  /**
   * How often the compiler's guesses about a method, and all that it inlines, may have been wrong
   * before it makes none there: the helpers of some dozens of vector operations add up. 0 where
   * there is no such limit.
   */
  static long trapLimit() {
    HotSpotDiagnosticMXBean bean =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (bean == null) {
      return 0;
    }
    try {
      return Long.parseLong(bean.getVMOption(TRAP_LIMIT).getValue());
    } catch (IllegalArgumentException e) {
      // This JVM has no such option.
      return 0;
    }
  }

  /** Width of the preferred float vector in bits, 0 without the module. */
  static int bits() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return 0;
    }
    try {
      // By reflection, since this class must load without the module.
      Object species =
          Class.forName("jdk.incubator.vector.FloatVector").getField("SPECIES_PREFERRED").get(null);
      return (int)
          Class.forName("jdk.incubator.vector.VectorSpecies")
              .getMethod("vectorBitSize")
              .invoke(species);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the Vector API of this Java is not the one expected", e);
    }
  }
}
