package io.github.paenmf.cuda.host;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.paenmf.cuda.source.KernelSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The kernels compiled for the host by g++ and loaded into this JVM. */
final class HostLibrary {

  /** g++ for kernels. */
  static final List<String> COMPILER =
      List.of(
          "g++",
          "-std=c++17",
          "-O2",
          "-fPIC",
          "-shared",
          "-Wall",
          "-Werror",
          "-march=native",
          // No fused operation but those that are written down, as the device's compiler is told
          // too.
          "-ffp-contract=off",
          // A checked longjmp refuses to go to another stack.
          "-U_FORTIFY_SOURCE");

  private static String missing;
  private static boolean loaded;

  private HostLibrary() {}

  static native long allocate(long bytes);

  static native void free(long address);

  static native void copyIn(ByteBuffer from, long bytes, long to);

  static native void copyOut(long from, ByteBuffer to, long bytes);

  static native void zero(long address, long bytes);

  static native void launch(String kernel, int blocksX, int blocksY, int threads, long[] arguments);

  static native void gemm(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float alpha,
      long a,
      int lda,
      long b,
      int ldb,
      float beta,
      long c,
      int ldc);

  /** Compiles and loads it at the first call; where there is no compiler, the test is skipped. */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    if (missing == null) {
      missing = compileAndLoad();
    }
    if (!missing.isEmpty()) {
      abort("kernels can't be compiled for the host: " + missing);
    }
    loaded = true;
  }

  private static String compileAndLoad() {
    Path include = Path.of(System.getProperty("java.home"), "include");
    if (!Files.exists(include.resolve("jni.h"))) {
      return include.resolve("jni.h") + " is missing";
    }
    try {
      Path folder = Files.createTempDirectory("paenmf-kernels");
      Path library = folder.resolve("libkernels.so");
      Files.writeString(folder.resolve("kernels.inc"), KernelSource.text());
      List<String> command = new ArrayList<>();
      command.addAll(COMPILER);
      command.addAll(List.of("-I" + include, "-I" + include.resolve("linux"), "-I" + folder));
      command.addAll(List.of("-o", library.toString(), "src/test/cpp/host_device.cpp"));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError("the kernels' source does not compile:\n" + text);
      }
      System.load(library.toString());
      for (Path file : List.of(library, folder.resolve("kernels.inc"), folder)) {
        Files.delete(file);
      }
      return "";
    } catch (IOException e) {
      return "no g++ (" + e.getMessage() + ")";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
