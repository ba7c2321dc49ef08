package io.github.paenmf.core.checkpoint;

import io.github.paenmf.core.io.LocalFiles;
import io.github.paenmf.core.io.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Checkpoints in a folder of the local file system. */
final class LocalStore implements CheckpointStore {

  private final Path root;

  LocalStore(Path root) {
    this.root = root;
  }

  @Override
  public ModelFiles folder(String name) {
    return new LocalFiles(root.resolve(ModelFiles.requirePlain(name)));
  }

  @Override
  public List<String> folders() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries.filter(Files::isDirectory).map(p -> p.getFileName().toString()).toList();
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(root.resolve(from), root.resolve(to));
  }

  @Override
  public void delete(String name) throws IOException {
    Path folder = root.resolve(ModelFiles.requirePlain(name));
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void deleteIfEmpty() throws IOException {
    if (Files.isDirectory(root) && Files.list(root).findAny().isEmpty()) {
      Files.delete(root);
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
