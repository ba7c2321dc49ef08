package io.github.paenmf.core.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {

  @TempDir private Path folder;

  @Test
  void theMakerIsReadFromTheSystemsDescription() throws Exception {
    Path intel =
        Files.writeString(folder.resolve("a"), "processor\t: 0\nvendor_id\t: GenuineIntel\n");
    Path amd =
        Files.writeString(folder.resolve("b"), "processor\t: 0\nvendor_id\t: AuthenticAMD\n");
    assertThat(Processor.isIntel(intel)).isTrue();
    assertThat(Processor.isIntel(amd)).isFalse();
    assertThat(Processor.isIntel(folder.resolve("none"))).isFalse();
  }
}
