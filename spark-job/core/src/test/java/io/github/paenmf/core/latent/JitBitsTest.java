package io.github.paenmf.core.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bits don't depend on whether the code is interpreted or compiled. */
class JitBitsTest {

  @Test
  void interpretedAndCompiledBitsAreEqual(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("out");
    Process child = FreshJvm.start(output, List.of("-Xint", "-Xmx256m"), BitsProgram.class);
    String plain = BitsProgram.hash(LatentArithmetic.plain(), 1500);
    String best = BitsProgram.hash(LatentArithmetic.best(), 1500);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("the child ended").isTrue();
    assertThat(child.exitValue()).isZero();
    assertThat(Files.readString(output, StandardCharsets.UTF_8).strip())
        .isEqualTo(plain + " " + best);
    assertThat(best).isEqualTo(plain);
  }
}
