package io.github.paenmf.core.vector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this machine's processor is, where the operating system tells. */
public final class Processor {

  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

  /** Zen 5. Families before it take two steps for a vector of 512 bits, where they have them. */
  private static final int FIRST_WIDE_FAMILY_OF_AMD = 26;

  private Processor() {}

  /**
   * Whether two vectors of 512 bits are multiplied at a time, supposed that there are such vectors:
   * by Intel's processors, and by AMD's from Zen 5 on. False also where that cannot be found out.
   */
  public static boolean hasTwoWideMultipliers() {
    return hasTwoWideMultipliers(DESCRIPTION);
  }

  static boolean hasTwoWideMultipliers(Path description) {
    if (!Files.isReadable(description)) {
      return false;
    }
    try {
      List<String> lines = Files.readAllLines(description, StandardCharsets.ISO_8859_1);
      return switch (value(lines, "vendor_id")) {
        case "GenuineIntel" -> true;
        case "AuthenticAMD" -> family(lines) >= FIRST_WIDE_FAMILY_OF_AMD;
        default -> false;
      };
    } catch (IOException e) {
      // Not known, then; what asks has another way.
      return false;
    }
  }

  private static int family(List<String> lines) {
    String family = value(lines, "cpu family");
    return family.matches("\\d{1,9}") ? Integer.parseInt(family) : 0;
  }

  /** What stands behind the colon in the first line of this name; empty without one. */
  private static String value(List<String> lines, String name) {
    return lines.stream()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equals(name))
        .map(parts -> parts[1].strip())
        .findFirst()
        .orElse("");
  }
}
