package io.github.paenmf.job.packaged;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder with a file system of its own, until it is closed. Only root may mount; for other users
 * the test is skipped.
 */
record Mounted(Path folder) implements AutoCloseable {

  /** A disk in memory with these options, such as {@code size=200k} or {@code ro}. */
  static Mounted disk(Path folder, String options) throws IOException {
    return mount(folder, "-t", "tmpfs", "-o", options, "tmpfs");
  }

  /** The content of a folder, in a place where nothing can be written. */
  static Mounted readOnly(Path content, Path folder) throws IOException {
    Mounted mounted = mount(folder, "--bind", content.toString());
    if (run("mount", "-o", "remount,ro,bind", folder.toString()) != 0) {
      mounted.close();
      throw new IOException("cannot make " + folder + " read-only");
    }
    return mounted;
  }

  private static Mounted mount(Path folder, String... arguments) throws IOException {
    Files.createDirectories(folder);
    String[] command = new String[arguments.length + 2];
    command[0] = "mount";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    command[command.length - 1] = folder.toString();
    assumeTrue(run(command) == 0, "mounting a file system needs root");
    return new Mounted(folder);
  }

  @Override
  public void close() throws IOException {
    run("umount", folder.toString());
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
