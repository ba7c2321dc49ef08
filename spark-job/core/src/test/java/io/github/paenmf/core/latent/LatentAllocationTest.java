package io.github.paenmf.core.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No vector is allocated once the stages are compiled. A stage of too many operations compiles to
 * code that allocates every vector and is ten times slower, without any other sign. It is tried in
 * a JVM of its own, since what ran before changes what the compiler does.
 */
class LatentAllocationTest {

  @ParameterizedTest
  @CsvSource({"1", "2.5"})
  void forwardAndBackwardAllocateNoVectors(String priorShape, @TempDir Path folder)
      throws Exception {
    Path output = folder.resolve("out");
    Process child =
        FreshJvm.start(output, List.of("-Xmx256m"), AllocationProgram.class, priorShape);
    assertThat(child.waitFor(300, TimeUnit.SECONDS)).as("the child ended").isTrue();
    assertThat(Files.readString(output, StandardCharsets.UTF_8).strip())
        .as("readings whose calls allocate, with bytes by stage of one strip")
        .isEqualTo("none");
  }
}
