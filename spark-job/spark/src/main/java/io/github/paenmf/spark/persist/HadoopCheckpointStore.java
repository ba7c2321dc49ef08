package io.github.paenmf.spark.persist;

import io.github.paenmf.core.checkpoint.CheckpointStore;
import io.github.paenmf.core.io.ModelFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Checkpoints on whatever file system their path names. On local disks and on HDFS a folder is
 * renamed in one step; on object stores it is copied, and a copy that was cut short is found out by
 * its checksums.
 */
public final class HadoopCheckpointStore implements CheckpointStore {

  private final FileSystem files;
  private final Path root;

  private HadoopCheckpointStore(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /**
   * The store at a path.
   *
   * @throws IOException when no file system answers there
   * @throws IllegalArgumentException when it is not a path
   */
  public static HadoopCheckpointStore of(Configuration configuration, String path)
      throws IOException {
    Path given = new Path(path);
    FileSystem files = given.getFileSystem(configuration);
    // Our files have checksums of their own, and only the raw local file system can sync.
    FileSystem used = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    return new HadoopCheckpointStore(used, used.makeQualified(given));
  }

  @Override
  public ModelFiles folder(String name) {
    return new HadoopFolder(files, inside(name), true);
  }

  private Path inside(String name) {
    return new Path(root, ModelFiles.requirePlain(name));
  }

  @Override
  public List<String> folders() throws IOException {
    FileStatus[] entries;
    try {
      entries = files.listStatus(root);
    } catch (FileNotFoundException e) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (FileStatus entry : entries) {
      if (entry.isDirectory()) {
        names.add(entry.getPath().getName());
      } else if (entry.getPath().equals(root)) {
        throw new IOException("is a file, expected a folder");
      }
    }
    return names;
  }

  @Override
  public void rename(String from, String to) throws IOException {
    if (!files.rename(inside(from), inside(to))) {
      throw new IOException("cannot rename %s to %s in %s".formatted(from, to, this));
    }
  }

  @Override
  public void delete(String name) throws IOException {
    files.delete(inside(name), true);
  }

  @Override
  public void deleteIfEmpty() throws IOException {
    if (files.exists(root) && files.listStatus(root).length == 0) {
      files.delete(root, false);
    }
  }

  /** The path; without the scheme where it is local. */
  @Override
  public String toString() {
    return root.toUri().getScheme() == null || root.toUri().getScheme().equals("file")
        ? root.toUri().getPath()
        : root.toString();
  }
}
