package io.github.paenmf.job.doctor;

import io.github.paenmf.core.accelerator.Accelerators;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks for NVIDIA GPUs: nvidia-smi where it is installed, otherwise the driver's library. */
final class GpuProbe {

  private static final int SECONDS = 10;
  private static final String DRIVER_LIBRARY = "libcuda.so.1";
  private static final List<String> SYSTEM_FOLDERS =
      List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/lib/wsl/lib");

  private GpuProbe() {}

  /**
   * One line a GPU: name, memory, driver; one line about a driver whose GPUs can't be listed; then
   * whether rounds can be computed on them.
   */
  static List<String> look() {
    List<String> found =
        onPath("nvidia-smi")
            ? listed()
            : driverLibrary()
                .map(file -> "driver library " + file + ", nvidia-smi missing")
                .toList();
    if (found.isEmpty()) {
      return found;
    }
    List<String> lines = new ArrayList<>(found);
    lines.add("for rounds: " + Accelerators.find().availability().reason());
    return lines;
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Stream<Path> driverLibrary() {
    String more = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
    return Stream.concat(Stream.of(more.split(File.pathSeparator)), SYSTEM_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, DRIVER_LIBRARY))
        .filter(Files::exists)
        .limit(1);
  }

  private static List<String> listed() {
    try {
      Process process =
          new ProcessBuilder(
                  "nvidia-smi",
                  "--query-gpu=name,memory.total,driver_version",
                  "--format=csv,noheader")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return List.of("nvidia-smi gave no answer in " + SECONDS + " s");
      }
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0
          ? text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()
          : List.of("nvidia-smi failed: " + text.strip());
    } catch (IOException e) {
      return List.of("nvidia-smi failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("nvidia-smi was interrupted");
    }
  }
}
