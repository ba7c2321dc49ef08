package io.github.paenmf.spark.persist;

import io.github.paenmf.core.io.ModelFiles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
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
    return new FileOutput(out, durable && out.hasCapability(StreamCapabilities.HSYNC));
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

  /**
   * A file that is written. Hadoop's local file system reports a full disk as an Error, which would
   * go past everybody who is prepared for a failed write; here it is what it is elsewhere.
   */
  private static final class FileOutput extends FilterOutputStream {

    private final FSDataOutputStream file;

    /** Whether the file is brought to the disk before it is closed. */
    private final boolean durable;

    FileOutput(FSDataOutputStream file, boolean durable) {
      super(file);
      this.file = file;
      this.durable = durable;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        file.write(bytes, from, length);
      } catch (FSError e) {
        throw failed(e);
      }
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void flush() throws IOException {
      try {
        file.flush();
      } catch (FSError e) {
        throw failed(e);
      }
    }

    @Override
    public void close() throws IOException {
      try (FSDataOutputStream closing = file) {
        if (durable) {
          closing.hsync();
        }
      } catch (FSError e) {
        throw failed(e);
      }
    }

    private static IOException failed(FSError e) {
      return e.getCause() instanceof IOException cause ? cause : new IOException(e);
    }
  }
}
