package io.github.paenmf.job.table.text;

import io.github.paenmf.job.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.util.LineReader;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** A text file, or the text files of a folder in the order of their names. */
public final class TextFiles {

  private static final long SPLIT_BYTES = 32L << 20;

  /** A packed file larger than this is spread over several partitions once it is unpacked. */
  private static final long PACKED_BYTES_TO_SPREAD = 16L << 20;

  /** How many times its size a packed table of numbers is usually unpacked. */
  private static final int USUAL_PACKING = 6;

  private final Configuration configuration;
  private final List<FileStatus> files;

  private TextFiles(Configuration configuration, List<FileStatus> files) {
    this.configuration = configuration;
    this.files = files;
  }

  /**
   * The file, or the visible files of the folder.
   *
   * @throws UserError when there is none, or a folder within the folder
   */
  public static TextFiles of(Configuration configuration, String input) {
    Path path = new Path(input);
    try {
      FileSystem fileSystem = path.getFileSystem(configuration);
      FileStatus status = fileSystem.getFileStatus(path);
      if (!status.isDirectory()) {
        return new TextFiles(configuration, List.of(status));
      }
      List<FileStatus> files =
          Arrays.stream(fileSystem.listStatus(path))
              .filter(file -> !file.getPath().getName().matches("[._].*"))
              .sorted(Comparator.comparing(FileStatus::getPath))
              .toList();
      if (files.isEmpty()) {
        throw new UserError(input + ": is a folder without files, expected a text file");
      }
      for (FileStatus file : files) {
        if (file.isDirectory()) {
          throw new UserError(
              input
                  + ": is a folder with a folder '"
                  + file.getPath().getName()
                  + "' in it, expected a text file or a folder of text files");
        }
      }
      return new TextFiles(configuration, files);
    } catch (IOException e) {
      throw new UserError(input + ": cannot be read: " + reason(e), e);
    }
  }

  /** Number of files. */
  public int count() {
    return files.size();
  }

  /** Name of a file, without its folder. */
  public String name(int file) {
    return files.get(file).getPath().getName();
  }

  /** Size of all files once unpacked, estimated where they are packed. */
  public long estimatedBytes() {
    return files.stream()
        .mapToLong(file -> file.getLen() * (codec(file.getPath()) == null ? 1 : USUAL_PACKING))
        .sum();
  }

  private CompressionCodec codec(Path path) {
    return new CompressionCodecFactory(configuration).getCodec(path);
  }

  private InputStream open(int file) throws IOException {
    Path path = files.get(file).getPath();
    InputStream raw = path.getFileSystem(configuration).open(path);
    CompressionCodec codec = codec(path);
    try {
      return codec == null ? raw : codec.createInputStream(raw);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * The first lines that are not blank.
   *
   * @throws UserError when the file cannot be read or unpacked
   */
  public List<TextLine> firstLines(int file, int most) {
    List<TextLine> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(open(file), configuration)) {
      Text text = new Text();
      long offset = 0;
      int read;
      while (lines.size() < most && (read = reader.readLine(text)) > 0) {
        byte[] bytes = withoutMark(text, offset);
        TextLine line = new TextLine(file, offset, bytes, bytes.length);
        if (!line.isBlank()) {
          lines.add(line);
        }
        offset += read;
      }
      return lines;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The bytes of a line; of the first one without the UTF-8 byte order mark. */
  private static byte[] withoutMark(Text text, long offset) {
    byte[] bytes = text.copyBytes();
    boolean marked =
        offset == 0
            && bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
  }

  /** 1-based number of the line that starts at {@code offset}; reads the file up to there. */
  public long lineNumber(int file, long offset) {
    try (LineReader reader = new LineReader(open(file), configuration)) {
      Text text = new Text();
      long at = 0;
      long number = 1;
      while (at < offset) {
        int read = reader.readLine(text);
        if (read <= 0) {
          return number;
        }
        at += read;
        number++;
      }
      return number;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** A line as messages name it. */
  public String place(int file, long offset) {
    return name(file) + ", line " + lineNumber(file, offset);
  }

  private UserError unreadable(int file, IOException e) {
    return new UserError(name(file) + ": cannot be read: " + reason(e), e);
  }

  /** What is wrong with a file, in words. */
  public static String reason(Throwable e) {
    if (e instanceof EOFException) {
      return "the packed file ends too early (is it cut off?)";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /**
   * All lines from {@code start[file]} on, blank ones left out, in the order of the files.
   *
   * @param start byte offset of the first line wanted, one a file
   */
  public JavaRDD<TextLine> lines(JavaSparkContext context, long[] start) {
    Map<String, Integer> numbers = new HashMap<>();
    Configuration conf;
    try {
      Job job = Job.getInstance(configuration);
      for (int f = 0; f < files.size(); f++) {
        FileInputFormat.addInputPath(job, files.get(f).getPath());
        numbers.put(files.get(f).getPath().toString(), f);
      }
      FileInputFormat.setMaxInputSplitSize(job, SPLIT_BYTES);
      conf = job.getConfiguration();
    } catch (IOException e) {
      throw new UserError(name(0) + ": cannot be read: " + reason(e), e);
    }
    JavaNewHadoopRDD<LongWritable, Text> raw =
        (JavaNewHadoopRDD<LongWritable, Text>)
            context.newAPIHadoopRDD(conf, TextInputFormat.class, LongWritable.class, Text.class);
    JavaRDD<TextLine> lines =
        raw.mapPartitionsWithInputSplit(
            (split, iterator) -> {
              int file = numbers.get(((FileSplit) split).getPath().toString());
              return new Lines(file, start[file], iterator);
            },
            true);
    FileStatus only = files.get(0);
    boolean spread =
        files.size() == 1
            && codec(only.getPath()) != null
            && only.getLen() > PACKED_BYTES_TO_SPREAD;
    return spread ? spread(lines, only.getLen()) : lines;
  }

  /** Neighbouring lines stay together and in order; only the number of lines a partition is new. */
  private static JavaRDD<TextLine> spread(JavaRDD<TextLine> lines, long packedBytes) {
    int partitions = (int) Math.ceil((double) packedBytes * USUAL_PACKING / SPLIT_BYTES);
    return lines
        .mapToPair(
            line ->
                new Tuple2<>(
                    line.offset(),
                    new TextLine(
                        line.file(),
                        line.offset(),
                        Arrays.copyOf(line.bytes(), line.length()),
                        line.length())))
        .repartitionAndSortWithinPartitions(new OffsetPartitioner(partitions))
        .values();
  }

  /** Runs of {@link #SPLIT_BYTES} unpacked bytes; the last partition takes what is beyond. */
  private static final class OffsetPartitioner extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int partitions;

    OffsetPartitioner(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object offset) {
      return (int) Math.min(partitions - 1, (Long) offset / SPLIT_BYTES);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OffsetPartitioner that && partitions == that.partitions;
    }

    @Override
    public int hashCode() {
      return partitions;
    }
  }

  /** Offsets of the first lines, for files whose first line is data. */
  public long[] fromTheStart() {
    return IntStream.range(0, files.size()).mapToLong(f -> 0).toArray();
  }
}
