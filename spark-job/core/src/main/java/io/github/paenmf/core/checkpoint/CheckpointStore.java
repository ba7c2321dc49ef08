package io.github.paenmf.core.checkpoint;

import io.github.paenmf.core.io.ModelFiles;
import java.io.IOException;
import java.util.List;

/** A folder of folders, on whatever file system it is. Names are plain ({@link ModelFiles}). */
public interface CheckpointStore {

  /**
   * The files of a folder inside. What is created there is on the disk, not only with the operating
   * system, once its stream is closed.
   */
  ModelFiles folder(String name);

  /** Names of the folders inside; none when there is no such place yet. */
  List<String> folders() throws IOException;

  /** Gives a folder another name, one that is free; it is there wholly or not at all. */
  void rename(String from, String to) throws IOException;

  /** Removes a folder inside with all its files; does nothing when it is absent. */
  void delete(String name) throws IOException;

  /** Removes the place itself if nothing is left in it. */
  void deleteIfEmpty() throws IOException;

  /** The path, for messages. */
  @Override
  String toString();
}
