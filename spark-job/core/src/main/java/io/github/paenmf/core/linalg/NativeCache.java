package io.github.paenmf.core.linalg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where JavaCPP unpacks native libraries: {@code ~/.javacpp/cache}. Where the home folder can't be
 * written, as in many containers, they go to the folder given (an executor's local directory), or
 * else to the folder for temporary files.
 */
public final class NativeCache {

  private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

  private NativeCache() {}

  /**
   * Chooses the folder; to be called before the first native library is loaded.
   *
   * @param scratch a writable folder for use instead of an unwritable home; may be null
   * @return in words, where libraries are unpacked and why
   */
  public static String choose(Path scratch) {
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
