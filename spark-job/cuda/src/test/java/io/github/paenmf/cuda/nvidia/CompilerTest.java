package io.github.paenmf.cuda.nvidia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.paenmf.cuda.source.KernelSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The device's compilers need no GPU; a test is skipped where its compiler isn't installed. */
class CompilerTest {

  @ParameterizedTest
  @ValueSource(strings = {"sm_75", "sm_90"})
  void nvccCompilesTheKernels(String architecture, @TempDir Path folder) throws Exception {
    Path source = folder.resolve("paenmf.cu");
    Files.writeString(source, KernelSource.text());
    Path code = folder.resolve("paenmf.cubin");
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "nvcc",
                  "-cubin",
                  "-arch=" + architecture,
                  "-std=c++17",
                  "-fmad=false",
                  "-Werror=all-warnings",
                  "-o",
                  code.toString(),
                  source.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      abort("nvcc is not installed (%s)".formatted(e.getMessage()));
      return;
    }
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    assertThat(code).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sm_75", "sm_80", "sm_90", "sm_100"})
  void nvrtcCompilesTheKernels(String architecture) {
    String libraries = CudaLibraries.load();
    try {
      Loader.load(nvrtc.class);
    } catch (LinkageError e) {
      abort("NVRTC cannot be loaded here (%s); %s".formatted(e.getMessage(), libraries));
    }
    try (BytePointer code = Compiler.compile(KernelSource.text(), architecture)) {
      assertThat(code.capacity()).isPositive();
    }
  }
}
