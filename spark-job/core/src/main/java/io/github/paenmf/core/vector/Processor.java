package io.github.paenmf.core.vector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who made this machine's processor, where the operating system tells. */
public final class Processor {

  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** Whether this is one of Intel's; false also where that cannot be found out. */
  public static boolean isIntel() {
    return isIntel(DESCRIPTION);
  }

  static boolean isIntel(Path description) {
    if (!Files.isReadable(description)) {
      return false;
    }
    try {
      List<String> lines = Files.readAllLines(description, StandardCharsets.ISO_8859_1);
      return lines.stream()
          .anyMatch(line -> line.startsWith("vendor_id") && line.contains("GenuineIntel"));
    } catch (IOException e) {
      // Not known, then; what asks has another way.
      return false;
    }
  }
}
