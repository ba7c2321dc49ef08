package io.github.paenmf.core.linalg;

import java.nio.file.Path;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Loads the native libraries of ND4J and OpenBLAS, once per JVM.
 *
 * <p>{@link NativeCache} says where they are unpacked.
 */
public final class NativeLibraries {

  private static String description;

  private NativeLibraries() {}

  /**
   * Loads the libraries with no folder of one's own to offer; does nothing when they are loaded.
   *
   * @throws IllegalStateException if they can't be loaded here, with the reason and the folder
   */
  public static void load() {
    load(null);
  }

  /**
   * Loads the libraries; does nothing when they are loaded. Several threads may call at once, and
   * each returns with the libraries in place.
   *
   * @param scratch a writable folder for use instead of an unwritable home; may be null
   * @throws IllegalStateException if they can't be loaded here, with the reason and the folder
   */
  public static synchronized void load(Path scratch) {
    if (description != null) {
      return;
    }
    String where = NativeCache.choose(scratch);
    long start = System.nanoTime();
    try {
      Nd4j.getBackend();
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "cannot load the native libraries of ND4J and OpenBLAS; %s".formatted(where), e);
    }
    description =
        "native libraries loaded in %.1f s, ND4J's %s, OpenBLAS core %s, %d threads; %s"
            .formatted(
                (System.nanoTime() - start) * 1e-9,
                Nd4j.getBackend().getClass().getSimpleName(),
                BlasThreads.currentCore(),
                BlasThreads.current(),
                where);
  }

  /** What loading did, in plain words, for a log: time, backend, OpenBLAS core, threads, folder. */
  public static synchronized String describe() {
    return description == null ? "native libraries not loaded yet" : description;
  }
}
