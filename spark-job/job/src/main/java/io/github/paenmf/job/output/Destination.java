package io.github.paenmf.job.output;

import io.github.paenmf.job.UserError;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;

/**
 * A place for a result. The result is written beside it under another name and moved when it is
 * whole; what was there before goes only then.
 */
public final class Destination implements AutoCloseable {

  private final FileSystem fileSystem;
  private final Path path;
  private final Path temporary;
  private final boolean overwrite;
  private final Thread atExit;

  private Destination(FileSystem fileSystem, Path path, boolean overwrite) {
    this.fileSystem = fileSystem;
    this.path = path;
    this.overwrite = overwrite;
    this.temporary =
        new Path(path.getParent(), "." + path.getName() + "-" + UUID.randomUUID() + ".tmp");
    this.atExit = new Thread(this::discard, "remove " + temporary);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Looks at a place before any work is done for it.
   *
   * @param name the option that names the place, for messages
   * @throws UserError when something is there and may not be overwritten, or nothing can be written
   *     there
   */
  public static Destination of(
      Configuration configuration, String where, String name, boolean overwrite) {
    try {
      Path given = new Path(where);
      FileSystem fileSystem = given.getFileSystem(configuration);
      Path path = fileSystem.makeQualified(given);
      if (path.isRoot()) {
        throw new UserError(name + " " + where + ": is the root of a file system");
      }
      if (fileSystem.exists(path) && !overwrite) {
        throw new UserError(
            name + " " + where + ": exists already; choose another place or give --overwrite");
      }
      requireWritable(fileSystem, path, name + " " + where);
      return new Destination(fileSystem, path, overwrite);
    } catch (IllegalArgumentException e) {
      throw new UserError(name + " '" + where + "': is not a path: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UserError(name + " " + where + ": cannot be looked at: " + e.getMessage(), e);
    }
  }

  private static void requireWritable(FileSystem fileSystem, Path path, String what)
      throws IOException {
    Path ancestor = path.getParent();
    while (!ancestor.isRoot() && !fileSystem.exists(ancestor)) {
      ancestor = ancestor.getParent();
    }
    FileStatus status = fileSystem.getFileStatus(ancestor);
    if (!status.isDirectory()) {
      throw new UserError(what + ": " + ancestor.toUri().getPath() + " is a file, not a folder");
    }
    try {
      fileSystem.access(ancestor, FsAction.WRITE);
    } catch (org.apache.hadoop.security.AccessControlException e) {
      throw new UserError(what + ": nothing may be written in " + ancestor.toUri().getPath(), e);
    }
    // Rights are not all: a disk may be mounted read-only, or have no room for one more folder.
    Path probe = new Path(ancestor, ".paenmf-" + UUID.randomUUID() + ".tmp");
    try {
      if (!fileSystem.mkdirs(probe)) {
        throw new IOException("a folder can't be made there");
      }
      fileSystem.delete(probe, true);
    } catch (IOException e) {
      throw new UserError(
          what
              + ": nothing can be written in "
              + ancestor.toUri().getPath()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Where to write. */
  public String temporary() {
    return temporary.toString();
  }

  /** The file system of the place. */
  public FileSystem fileSystem() {
    return fileSystem;
  }

  /**
   * Moves what was written to its place.
   *
   * @throws IOException when the file system refuses; what was there before is kept
   */
  public void commit() throws IOException {
    Path old = null;
    if (fileSystem.exists(path)) {
      if (!overwrite) {
        throw new UserError(path + ": appeared meanwhile; give --overwrite to replace it");
      }
      old = new Path(path.getParent(), "." + path.getName() + "-" + UUID.randomUUID() + ".old");
      rename(path, old);
    }
    try {
      rename(temporary, path);
    } catch (IOException e) {
      if (old != null) {
        rename(old, path);
      }
      throw e;
    }
    if (old != null) {
      fileSystem.delete(old, true);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!fileSystem.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }

  private void discard() {
    try {
      fileSystem.delete(temporary, true);
    } catch (IOException e) {
      // The file system is gone; there is nobody left to tell.
      return;
    }
  }

  /** Removes what was written and not committed. */
  @Override
  public void close() {
    discard();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The machine is on its way down and runs the hook itself.
      return;
    }
  }
}
