package io.github.paenmf.spark.persist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.paenmf.core.io.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HadoopFolderTest {

  @TempDir Path place;

  @Test
  void bytesComeBack() throws IOException {
    ModelFiles folder = folder(true);
    byte[] bytes = {1, 2, 3, -4};
    try (OutputStream out = folder.create("some.npy")) {
      out.write(bytes, 0, 3);
      out.write(-4);
    }

    assertThat(folder.length("some.npy")).isEqualTo(4);
    try (InputStream in = folder.open("some.npy")) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
  }

  /** Nobody is prepared for the Error that Hadoop's local file system makes of it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFullDiskIsAFailedWrite(boolean durable) throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "this system has no device that is always full");
    Files.createDirectories(place.resolve("fit"));
    Files.createSymbolicLink(place.resolve("fit/parts.npy"), full);
    ModelFiles folder = folder(durable);

    for (int length : new int[] {10, 1_000_000}) {
      assertThatThrownBy(
              () -> {
                try (OutputStream out = folder.create("parts.npy")) {
                  out.write(new byte[length]);
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
    }
  }

  /** As checkpoints are written, or as models are. */
  private ModelFiles folder(boolean durable) throws IOException {
    Configuration configuration = new Configuration();
    return durable
        ? HadoopCheckpointStore.of(configuration, place.toString()).folder("fit")
        : new HadoopFolder(
            FileSystem.getLocal(configuration),
            new org.apache.hadoop.fs.Path(place.resolve("fit").toString()),
            false);
  }
}
