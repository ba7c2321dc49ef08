package io.github.paenmf.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of the local file system. */
public final class LocalFiles implements ModelFiles {

  private final Path folder;

  /** Files of this folder, which need not exist yet. */
  public LocalFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public OutputStream create(String name) throws IOException {
    Path file = file(name);
    Files.createDirectories(folder);
    return Files.newOutputStream(file);
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(file(name));
  }

  @Override
  public boolean exists(String name) {
    return Files.isRegularFile(file(name));
  }

  @Override
  public long length(String name) throws IOException {
    return Files.size(file(name));
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private Path file(String name) {
    return folder.resolve(ModelFiles.requirePlain(name));
  }
}
