package io.github.paenmf.core.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bits don't depend on whether the code is interpreted or compiled. */
class JitBitsTest {

  @Test
  void interpretedAndCompiledBitsAreEqual(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xint");
    command.add("-Xmx256m");
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(BitsProgram.class.getName());
    Process child =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String plain = BitsProgram.hash(LatentArithmetic.plain(), 1500);
    String best = BitsProgram.hash(LatentArithmetic.best(), 1500);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("the child ended").isTrue();
    assertThat(child.exitValue()).isZero();
    assertThat(Files.readString(output, StandardCharsets.UTF_8).strip())
        .isEqualTo(plain + " " + best);
    assertThat(best).isEqualTo(plain);
  }
}
