package io.github.paenmf.cuda.nvidia;

import io.github.paenmf.core.linalg.NativeCache;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the CUDA libraries of this machine and loads them, once per JVM. They are looked for where
 * the dynamic linker doesn't look by itself: the folders that packages of Python put them in, and
 * CUDA's own. What is loaded here, the bindings find by its name.
 */
final class CudaLibraries {

  /** In the order in which they need each other. */
  private static final List<String> LIBRARIES =
      List.of(
          "libcuda.so.1",
          "libcudart.so.13",
          "libnvrtc-builtins.so.13*",
          "libnvrtc.so.13",
          "libcublasLt.so.13",
          "libcublas.so.13");

  private static final List<String> SYSTEM_FOLDERS =
      List.of(
          "/usr/local/cuda/lib64",
          "/usr/local/cuda/targets/x86_64-linux/lib",
          "/usr/local/nvidia/lib64",
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib64",
          "/usr/lib/wsl/lib");

  /** Where a driver shows itself: on Linux, and on Windows' Linux. */
  private static final List<String> DRIVER_FILES = List.of("/dev/nvidiactl", "/dev/dxg");

  private static String found;

  private CudaLibraries() {}

  /**
   * Loads what is there. A library that isn't found is left to the dynamic linker, whose failure
   * then names it.
   *
   * @return in words, where the libraries were found
   */
  static synchronized String load() {
    if (found == null) {
      NativeCache.choose(null);
      found = load(folders(System.getenv(), System.getProperty("java.library.path", "")));
    }
    return found;
  }

  /** Whether there is any sign of a driver: looking costs nothing, loading half a second. */
  static boolean driverMayBeThere() {
    List<Path> folders = folders(System.getenv(), System.getProperty("java.library.path", ""));
    return find(folders, LIBRARIES.get(0)).isPresent()
        || DRIVER_FILES.stream().anyMatch(file -> Files.exists(Path.of(file)));
  }

  private static String load(List<Path> folders) {
    Set<String> where = new LinkedHashSet<>();
    List<String> left = new ArrayList<>();
    for (String library : LIBRARIES) {
      Optional<Path> file = find(folders, library);
      if (file.isEmpty()) {
        left.add(library);
        continue;
      }
      try {
        System.load(file.get().toAbsolutePath().toString());
        where.add(String.valueOf(file.get().getParent()));
      } catch (UnsatisfiedLinkError e) {
        left.add("%s (%s)".formatted(library, e.getMessage()));
      }
    }
    return (where.isEmpty()
            ? "no CUDA libraries found"
            : "libraries from " + String.join(", ", where))
        + (left.isEmpty() ? "" : "; not found in the known folders: " + String.join(", ", left));
  }

  /** The first file of that name; a star at its end stands for anything. */
  static Optional<Path> find(List<Path> folders, String library) {
    for (Path folder : folders) {
      if (library.endsWith("*")) {
        Optional<Path> first = matching(folder, library).stream().findFirst();
        if (first.isPresent()) {
          return first;
        }
      } else if (Files.isReadable(folder.resolve(library))) {
        return Optional.of(folder.resolve(library));
      }
    }
    return Optional.empty();
  }

  /**
   * The folders, in the order in which they are looked through.
   *
   * @param environment variables of the process
   * @param libraryPath folders of java.library.path
   */
  static List<Path> folders(Map<String, String> environment, String libraryPath) {
    Set<Path> folders = new LinkedHashSet<>();
    for (String path : List.of(environment.getOrDefault("LD_LIBRARY_PATH", ""), libraryPath)) {
      entries(path).forEach(folders::add);
    }
    for (String home : List.of("CUDA_HOME", "CUDA_PATH")) {
      if (environment.containsKey(home)) {
        folders.add(Path.of(environment.get(home), "lib64"));
      }
    }
    pythonFolders(environment).forEach(folders::add);
    SYSTEM_FOLDERS.forEach(folder -> folders.add(Path.of(folder)));
    matching(Path.of("/usr/local"), "cuda-13*").forEach(home -> folders.add(home.resolve("lib64")));
    return folders.stream().filter(Files::isDirectory).toList();
  }

  /** Folders nvidia/NAME/lib beside the packages of the Pythons on the path. */
  private static List<Path> pythonFolders(Map<String, String> environment) {
    Set<Path> roots = new LinkedHashSet<>();
    for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
      if (environment.containsKey(variable)) {
        roots.add(Path.of(environment.get(variable)));
      }
    }
    entries(environment.getOrDefault("PATH", ""))
        .filter(folder -> Files.isExecutable(folder.resolve("python3")))
        .forEach(folder -> roots.add(folder.toAbsolutePath().normalize().getParent()));
    List<Path> libraries = new ArrayList<>();
    for (Path root : roots) {
      for (Path python : matching(root.resolve("lib"), "python3*")) {
        for (String packages : List.of("site-packages", "dist-packages")) {
          for (Path name : matching(python.resolve(packages).resolve("nvidia"), "*")) {
            libraries.add(name.resolve("lib"));
          }
        }
      }
    }
    return libraries;
  }

  private static Stream<Path> entries(String path) {
    return Stream.of(path.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of);
  }

  private static List<Path> matching(Path folder, String glob) {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
      entries.forEach(found::add);
    } catch (IOException e) {
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
