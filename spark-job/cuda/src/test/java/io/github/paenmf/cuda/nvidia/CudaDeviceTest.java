package io.github.paenmf.cuda.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.cuda.host.FakeCuda;
import io.github.paenmf.cuda.kernel.ProviderProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code that talks to a GPU, in a process of its own that is made to believe in one. */
class CudaDeviceTest {

  private record Ended(int code, String text) {}

  @TempDir private static Path libraries;

  @BeforeAll
  static void compile() {
    FakeCuda.compile(libraries);
  }

  private static Ended run(long deviceBytes) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add(ProviderProgram.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
    builder.environment().put("FAKE_CUDA_BYTES", Long.toString(deviceBytes));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), text);
  }

  @Test
  void aProgramFindsTheDeviceAndComputesOnIt() throws Exception {
    Ended ended = run(1 << 30);

    assertThat(ended.code).as(ended.text).isZero();
    assertThat(ended.text)
        .contains("1 NVIDIA GPU (sm_90), CUDA 13.0; libraries from " + libraries)
        .contains("24 passes agree on cuda-sm_90, cuda-sm_90");
  }

  /** Room for one workspace of cuBLAS and a little more: the second kernel has none. */
  @Test
  void aSmallDeviceIsHelpedByTheProcessor() throws Exception {
    Ended ended = run(48 << 20);

    assertThat(ended.code).as(ended.text).isZero();
    assertThat(ended.text).contains("passes agree on cuda-sm_90").contains(", cuda-sm_90 and ");
  }
}
