package io.github.paenmf.job.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Rows of an id and many numbers as lines of text. Spark's own writers take a column expression a
 * number, which thousands of features are too many for.
 */
final class TextLines implements MapPartitionsFunction<Row, String> {

  private static final long serialVersionUID = 1L;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "id";

  /** What stands before each value; the id first. */
  private final String[] before;

  private final String end;
  private final String header;
  private final boolean json;

  private TextLines(String[] before, String end, String header, boolean json) {
    this.before = before;
    this.end = end;
    this.header = header;
    this.json = json;
  }

  /** CSV with a header; features without names are numbered from 1. */
  static TextLines csv(List<String> names, int features) {
    List<String> columns =
        names.isEmpty()
            ? IntStream.rangeClosed(1, features).mapToObj(j -> "feature_" + j).toList()
            : names;
    String[] before = new String[columns.size() + 1];
    StringBuilder header = new StringBuilder(quoted(idName(columns)));
    before[0] = "";
    for (int j = 0; j < columns.size(); j++) {
      before[j + 1] = ",";
      header.append(',').append(quoted(columns.get(j)));
    }
    return new TextLines(before, "", header.toString(), false);
  }

  /** One JSON object a line. */
  static TextLines json(List<String> names) {
    String[] before = new String[names.size() + 1];
    before[0] = "{" + string(idName(names)) + ":";
    for (int j = 0; j < names.size(); j++) {
      before[j + 1] = "," + string(names.get(j)) + ":";
    }
    return new TextLines(before, "}", null, true);
  }

  /** A name for the id that no feature has. */
  private static String idName(List<String> names) {
    String name = ID;
    while (names.contains(name)) {
      name = "row_" + name;
    }
    return name;
  }

  @Override
  public Iterator<String> call(Iterator<Row> rows) {
    Iterator<String> first =
        header == null ? Collections.emptyIterator() : List.of(header).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return first.hasNext() || rows.hasNext();
      }

      @Override
      public String next() {
        return first.hasNext() ? first.next() : line(rows.next());
      }
    };
  }

  private String line(Row row) {
    String id = row.getString(0);
    StringBuilder line = new StringBuilder(before[0]).append(json ? string(id) : quoted(id));
    List<Float> values = new ArrayList<>(row.<Float>getList(1));
    for (int j = 0; j < values.size(); j++) {
      line.append(before[j + 1]).append(values.get(j).floatValue());
    }
    return line.append(end).toString();
  }

  private static String string(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every string is JSON", e);
    }
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
