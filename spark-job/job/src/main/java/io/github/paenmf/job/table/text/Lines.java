package io.github.paenmf.job.table.text;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import scala.Tuple2;

/** Hadoop's records as lines, without those before the first wanted one and blank ones. */
final class Lines implements Iterator<TextLine> {

  private final int file;
  private final long start;
  private final Iterator<Tuple2<LongWritable, Text>> records;
  private TextLine next;

  Lines(int file, long start, Iterator<Tuple2<LongWritable, Text>> records) {
    this.file = file;
    this.start = start;
    this.records = records;
  }

  @Override
  public boolean hasNext() {
    while (next == null && records.hasNext()) {
      Tuple2<LongWritable, Text> entry = records.next();
      long offset = entry._1().get();
      if (offset >= start) {
        Text text = entry._2();
        TextLine line = new TextLine(file, offset, text.getBytes(), text.getLength());
        next = line.isBlank() ? null : line;
      }
    }
    return next != null;
  }

  @Override
  public TextLine next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    TextLine line = next;
    next = null;
    return line;
  }
}
