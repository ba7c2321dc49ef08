package io.github.paenmf.job.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** Looks at the JVM that it is called in. */
final class ProcessProbe {

  private static final long MIB = 1024L * 1024L;

  private ProcessProbe() {}

  /**
   * The facts of this JVM.
   *
   * @param role how the report names it
   * @param localFolder where Spark puts temporary files in this process
   */
  static ProcessFacts look(String role, String localFolder) {
    return new ProcessFacts(
        role,
        host(),
        System.getProperty("java.version") + ", " + System.getProperty("java.vendor"),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"),
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() / MIB,
        memory() / MIB,
        BlasProbe.look(Path.of(localFolder)),
        VectorProbe.bits(),
        VectorProbe.trapLimit(),
        GpuProbe.look(),
        nativeCache(),
        folder(new File(localFolder)));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine that can't resolve its own name";
    }
  }

  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      try (Stream<String> lines = Files.lines(info)) {
        return lines
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
      } catch (IOException e) {
        return "unknown";
      }
    }
    return "unknown";
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private static ProcessFacts.Folder nativeCache() {
    try {
      return folder(Loader.getCacheDir());
    } catch (IOException e) {
      return new ProcessFacts.Folder(String.valueOf(e.getMessage()), false, 0);
    }
  }

  private static ProcessFacts.Folder folder(File folder) {
    // The folder may be made later: then its parent says whether that will work.
    File existing = folder.getAbsoluteFile();
    while (!existing.exists() && existing.getParentFile() != null) {
      existing = existing.getParentFile();
    }
    return new ProcessFacts.Folder(
        folder.getPath(), isWritable(existing.toPath()), existing.getUsableSpace() / MIB);
  }

  /** Tries it: permissions say nothing about read-only mounts, nor to the superuser. */
  private static boolean isWritable(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, "paenmf", ".probe"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
