package io.github.paenmf.core.linalg;

import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The OpenBLAS behind ND4J: how many threads one product uses, and which processor's kernels run.
 *
 * <p>The number of threads belongs to the whole JVM. It is set once, to the cores of a task, and
 * held for a fit, since another number sums in another order.
 */
public final class BlasThreads {

  /** OpenBLAS' tables of kernels, by the names they have in its library. */
  private static final String[] CORES = {
    "SapphireRapids", "Cooperlake", "SkylakeX", "Zen", "Haswell", "Excavator", "Steamroller",
    "Piledriver", "Bulldozer", "Sandybridge", "Barcelona", "Nehalem", "Core2", "Prescott",
    "NeoverseV2", "NeoverseV1", "NeoverseN2", "NeoverseN1", "A64FX", "ArmV8SVE", "ArmV8",
    "CortexA72", "CortexA57", "CortexA53", "VortexM4", "Vortex"
  };

  private BlasThreads() {}

  /**
   * Holds every product of this JVM to a number of threads.
   *
   * @param threads at least 1
   * @throws IllegalArgumentException if it is less
   */
  public static void set(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("BLAS threads must be at least 1, found " + threads);
    }
    NativeLibraries.load();
    openblas_nolapack.blas_set_num_threads(threads);
  }

  /** Number of threads that one product uses. */
  public static int get() {
    NativeLibraries.load();
    return current();
  }

  static int current() {
    return openblas_nolapack.blas_get_num_threads();
  }

  /**
   * The processor whose kernels OpenBLAS chose, such as {@code SkylakeX}. The environment variable
   * OPENBLAS_CORETYPE overrides its choice.
   *
   * @return the name in OpenBLAS' spelling, or {@code generic} for a table that has no name here
   */
  public static String coreName() {
    NativeLibraries.load();
    return Core.NAME;
  }

  static String currentCore() {
    // OpenBLAS' own function for this has no Java binding; its current table is a global pointer.
    Pointer current = Loader.addressof("gotoblas");
    if (current == null) {
      return "generic";
    }
    long table;
    try (LongPointer address = new LongPointer(current)) {
      table = address.get();
    }
    for (String core : CORES) {
      Pointer candidate = Loader.addressof("gotoblas_" + core.toUpperCase(Locale.ROOT));
      if (candidate != null && candidate.address() == table) {
        return core;
      }
    }
    return "generic";
  }

  /** OpenBLAS chooses once; asking it takes longer than a small product. */
  private static final class Core {
    private static final String NAME = currentCore();
  }
}
