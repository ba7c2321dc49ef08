package io.github.paenmf.core.linalg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Loads the native libraries of ND4J and OpenBLAS, once per JVM.
 *
 * <p>JavaCPP unpacks them into {@code ~/.javacpp/cache}. Where the home folder can't be written, as
 * in many containers, they go to the folder given (an executor's local directory), or else to the
 * folder for temporary files.
 */
public final class NativeLibraries {

  private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

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
    String where = chooseCache(scratch);
    long start = System.nanoTime();
    try {
      Nd4j.getBackend();
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "cannot load the native libraries of ND4J and OpenBLAS; %s".formatted(where), e);
    }
    description =
        "native libraries loaded in %.1f s, OpenBLAS core %s, %d threads; %s"
            .formatted(
                (System.nanoTime() - start) * 1e-9,
                BlasThreads.currentCore(),
                BlasThreads.current(),
                where);
  }

  /** What loading did, in plain words, for a log: time, OpenBLAS core, threads and folder. */
  public static synchronized String describe() {
    return description == null ? "native libraries not loaded yet" : description;
  }

  private static String chooseCache(Path scratch) {
    String given = System.getProperty(CACHE_PROPERTY);
    if (given != null) {
      return "unpacked in " + given + ", as the property " + CACHE_PROPERTY + " says";
    }
    Path home = Path.of(System.getProperty("user.home"), ".javacpp", "cache");
    if (isWritable(home)) {
      return "unpacked in " + home;
    }
    boolean own = scratch != null && isWritable(scratch.resolve("javacpp"));
    Path folder =
        own
            ? scratch.resolve("javacpp")
            : Path.of(
                System.getProperty("java.io.tmpdir"),
                "javacpp-" + System.getProperty("user.name", "unknown"));
    System.setProperty(CACHE_PROPERTY, folder.toString());
    return "unpacked in " + folder + ", since " + home + " cannot be written";
  }

  private static boolean isWritable(Path folder) {
    try {
      Files.createDirectories(folder);
      return Files.isWritable(folder);
    } catch (IOException | SecurityException e) {
      return false;
    }
  }
}
