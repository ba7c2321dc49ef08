package io.github.paenmf.spark.persist;

import io.github.paenmf.core.io.ModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A folder of files on whatever file system its path names. */
public final class HadoopFolder implements ModelFiles {

  private final FileSystem files;
  private final Path folder;

  private HadoopFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /** The folder at a path, local, hdfs or any other that Hadoop knows. */
  public static HadoopFolder of(SparkSession spark, String path) throws IOException {
    Path folder = new Path(path);
    return new HadoopFolder(folder.getFileSystem(spark.sessionState().newHadoopConf()), folder);
  }

  /** A folder inside this one. */
  public HadoopFolder inside(String name) {
    return new HadoopFolder(files, new Path(folder, name));
  }

  @Override
  public OutputStream create(String name) throws IOException {
    return files.create(file(name), true);
  }

  @Override
  public InputStream open(String name) throws IOException {
    return files.open(file(name));
  }

  @Override
  public boolean exists(String name) throws IOException {
    return files.exists(file(name));
  }

  @Override
  public long length(String name) throws IOException {
    return files.getFileStatus(file(name)).getLen();
  }

  private Path file(String name) {
    return new Path(folder, ModelFiles.requirePlain(name));
  }

  /** The whole path of the folder. */
  public String path() {
    return folder.toString();
  }
}
