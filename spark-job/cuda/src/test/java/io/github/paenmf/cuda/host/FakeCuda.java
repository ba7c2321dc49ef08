package io.github.paenmf.cuda.host;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.paenmf.cuda.source.KernelSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Libraries with the names of CUDA's that run on the host: a program that finds them on its library
 * path believes in a GPU. It checks every address, handle and grid that it is given.
 */
public final class FakeCuda {

  private static final List<String> OTHERS =
      List.of("libcuda.so.1", "libnvrtc.so.13", "libcublasLt.so.13", "libcublas.so.13");

  private FakeCuda() {}

  /** Compiles them into a folder; where there is no compiler, the test is skipped. */
  public static void compile(Path folder) {
    try {
      Files.writeString(folder.resolve("kernels.inc"), KernelSource.text());
      // One library has it all; the others have names, and need it.
      library(
          folder,
          "libcudart.so.13",
          List.of(
              "-I" + folder, Path.of("src/test/cpp/fake_cuda.cpp").toAbsolutePath().toString()));
      Path empty = Files.writeString(folder.resolve("empty.cpp"), "");
      for (String name : OTHERS) {
        library(
            folder,
            name,
            List.of(
                empty.toString(),
                "-Wl,--no-as-needed",
                "-L" + folder,
                "-l:libcudart.so.13",
                "-Wl,-rpath," + folder));
      }
    } catch (IOException e) {
      abort("no g++ (" + e.getMessage() + ")");
    }
  }

  private static void library(Path folder, String name, List<String> more) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(HostLibrary.COMPILER);
    command.add("-Wl,-soname," + name);
    command.addAll(List.of("-o", folder.resolve(name).toString()));
    command.addAll(more);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(name + " does not compile:\n" + text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
