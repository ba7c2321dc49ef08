package io.github.paenmf.job.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessProbeTest {

  @TempDir Path folder;

  @Test
  void thisVeryJvmIsDescribed() {
    ProcessFacts facts = ProcessProbe.look("driver", folder.resolve("made/later").toString());

    assertThat(facts.java()).startsWith(System.getProperty("java.version"));
    assertThat(facts.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(facts.heapMb()).isEqualTo(Runtime.getRuntime().maxMemory() >> 20);
    assertThat(facts.blas().error()).isEmpty();
    assertThat(facts.blas().core()).isNotEmpty();
    assertThat(facts.blas().products()).isEqualTo("openblas-" + facts.blas().core());
    assertThat(facts.blas().threads()).isPositive();
    // The tests' JVM is started with the module.
    assertThat(facts.vectorBits()).isIn(64, 128, 256, 512);
    assertThat(facts.localFolder().writable()).isTrue();
  }

  @Test
  void aFolderThatCannotBeMadeIsNotWritable() {
    ProcessFacts facts = ProcessProbe.look("driver", "/proc/no/such/folder");

    assertThat(facts.localFolder().writable()).isFalse();
  }

  @Test
  void factsTravelBetweenProcesses() throws Exception {
    ProcessFacts facts = ProcessProbe.look("executor 7", folder.toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(facts);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(facts);
    }
  }
}
