package io.github.paenmf.core.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "GenuineIntel, 6, true",
    "AuthenticAMD, 26, true",
    "AuthenticAMD, 27, true",
    "AuthenticAMD, 25, false",
    "AuthenticAMD, 23, false",
    "AuthenticAMD, unknown, false",
    "HygonGenuine, 26, false",
  })
  void theSystemsDescriptionTells(String maker, String family, boolean wide) throws Exception {
    Path description =
        Files.writeString(
            folder.resolve("cpuinfo"),
            "processor\t: 0\nvendor_id\t: %s\ncpu family\t: %s\nmodel\t\t: 2\n\n"
                .formatted(maker, family));
    assertThat(Processor.hasTwoWideMultipliers(description)).isEqualTo(wide);
  }

  @ParameterizedTest
  @CsvSource({"''", "vendor_id : AuthenticAMD", "cpu family : 26", "nothing"})
  void whatIsNotToldIsNotSupposed(String text) throws Exception {
    Path description = Files.writeString(folder.resolve("cpuinfo"), text);
    assertThat(Processor.hasTwoWideMultipliers(description)).isFalse();
    assertThat(Processor.hasTwoWideMultipliers(folder.resolve("none"))).isFalse();
  }
}
