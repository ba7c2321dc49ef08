package io.github.paenmf.spark.persist;

import io.github.paenmf.core.io.ModelFiles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.spark.sql.SparkSession;

/** A folder of files on whatever file system its path names. */
public final class HadoopFolder implements ModelFiles {

  private final FileSystem files;
  private final Path folder;

  /** Whether a file is on the disk once its stream is closed, where the file system can do that. */
  private final boolean durable;

  HadoopFolder(FileSystem files, Path folder, boolean durable) {
    this.files = files;
    this.folder = folder;
    this.durable = durable;
  }

  /** The folder at a path, local, hdfs or any other that Hadoop knows. */
  public static HadoopFolder of(SparkSession spark, String path) throws IOException {
    Path folder = new Path(path);
    return new HadoopFolder(
        folder.getFileSystem(spark.sessionState().newHadoopConf()), folder, false);
  }

  /** A folder inside this one. */
  public HadoopFolder inside(String name) {
    return new HadoopFolder(files, new Path(folder, name), durable);
  }

  @Override
  public OutputStream create(String name) throws IOException {
    FSDataOutputStream out = files.create(file(name), true);
    return durable && out.hasCapability(StreamCapabilities.HSYNC) ? new Synced(out) : out;
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

  /** Brings a file to the disk before it is closed. */
  private static final class Synced extends FilterOutputStream {

    private final FSDataOutputStream file;

    Synced(FSDataOutputStream file) {
      super(file);
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      file.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      try {
        file.hsync();
      } finally {
        file.close();
      }
    }
  }

  /** The whole path of the folder. */
  public String path() {
    return folder.toString();
  }
}
