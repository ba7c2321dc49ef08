package io.github.paenmf.job.table.text;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.FeatureTexts;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.ReadOptions;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.TableReader;
import io.github.paenmf.job.table.text.Dialect.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Reads Gene Cluster Text, versions 1.2 and 1.3: a version line, a line with the size, a header, in
 * 1.3 rows that describe the samples, then a row a gene. Samples are the data points unless told
 * otherwise; what describes them is carried along, what describes genes goes with the parts.
 */
public final class GctReader implements TableReader {

  private static final int LINES_BEFORE_HEADER = 2;

  /**
   * The second line.
   *
   * @param genes number of rows
   * @param samples number of columns with values
   * @param before number of columns before them: the name and what describes genes
   * @param described number of rows that describe samples
   */
  private record Size(int genes, int samples, int before, int described) {}

  @Override
  public Table read(SparkSession spark, ReadOptions options) {
    TextFiles files = TextFiles.of(spark.sparkContext().hadoopConfiguration(), options.input());
    if (files.count() > 1) {
      throw new UserError(options.input() + ": is a folder of files, expected one GCT file");
    }
    Layout layout = Optional.ofNullable(options.layout()).orElse(Layout.COLUMNS);
    if (layout == Layout.LONG) {
      throw new UserError("--layout long is not for GCT, give rows or columns");
    }
    Size size = size(files);
    int before = LINES_BEFORE_HEADER + 1 + size.described();
    List<TextLine> lines = files.firstLines(0, before + 1);
    if (lines.size() <= before) {
      throw new UserError(files.name(0) + ": holds no row of values");
    }
    List<List<String>> head = new ArrayList<>();
    for (TextLine line : lines.subList(LINES_BEFORE_HEADER, before)) {
      List<String> cells = cells(files, line);
      if (cells.size() != size.before() + size.samples()) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "%s: has %d cells, expected %d: %d before the values and %d samples as line 2 says",
                files.place(0, line.offset()),
                cells.size(),
                size.before() + size.samples(),
                size.before(),
                size.samples()));
      }
      head.add(cells);
    }
    Role[] roles = new Role[size.before() + size.samples()];
    Arrays.fill(roles, Role.VALUE);
    Arrays.fill(roles, 0, size.before(), Role.DROPPED);
    roles[0] = Role.NAME;
    TextTable table =
        new TextTable(
            new Dialect((byte) '\t', roles, options.missingAllowed()),
            head.get(0),
            lines.get(before).offset());
    DelimitedTable reading = new DelimitedTable(spark, options, files, table);
    Table read =
        layout == Layout.COLUMNS
            ? reading.readColumns(
                head.subList(1, head.size()).stream().map(row -> row.get(0)).toList(),
                texts(head.subList(1, head.size()), size))
            : reading.read(layout);
    long genes = layout == Layout.COLUMNS ? read.features() : read.points();
    if (genes != size.genes()) {
      read.close();
      throw new UserError(
          files.name(0)
              + ": holds "
              + genes
              + " rows of values, expected "
              + size.genes()
              + " as line 2 says");
    }
    if (layout == Layout.COLUMNS && size.before() > 1) {
      List<String> columns = head.get(0).subList(1, size.before());
      long start = lines.get(before).offset();
      return read.withFeatureTexts(() -> describing(spark, files, start, columns));
    }
    return read;
  }

  /** The columns between the names of the genes and their values. */
  private static FeatureTexts describing(
      SparkSession spark, TextFiles files, long start, List<String> columns) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int last = 1 + columns.size();
    Map<String, List<String>> texts = new HashMap<>();
    files
        .lines(context, new long[] {start})
        .map(line -> before(line, last))
        .filter(line -> line.size() == last)
        .collect()
        .forEach(line -> texts.put(line.get(0), List.copyOf(line.subList(1, last))));
    return new FeatureTexts(List.copyOf(columns), texts);
  }

  private static String[][] texts(List<List<String>> described, Size size) {
    String[][] texts = new String[size.samples()][];
    for (int i = 0; i < texts.length; i++) {
      int column = size.before() + i;
      texts[i] = described.stream().map(row -> row.get(column)).toArray(String[]::new);
    }
    return texts;
  }

  private static Size size(TextFiles files) {
    List<TextLine> lines = files.firstLines(0, LINES_BEFORE_HEADER);
    if (lines.size() < LINES_BEFORE_HEADER) {
      throw new UserError(files.name(0) + ": is too short, expected a GCT file");
    }
    List<String> version = cells(files, lines.get(0));
    List<String> numbers = cells(files, lines.get(1));
    boolean described = version.get(0).equals("#1.3");
    if (!described && !version.get(0).equals("#1.2")) {
      throw new UserError(
          files.name(0) + ", line 1: found '" + version.get(0) + "', expected '#1.2' or '#1.3'");
    }
    int wanted = described ? 4 : 2;
    List<String> stated = numbers.stream().filter(cell -> !cell.isEmpty()).toList();
    if (stated.size() != wanted || !stated.stream().allMatch(cell -> cell.matches("\\d{1,9}"))) {
      throw new UserError(
          files.name(0)
              + ", line 2: found '"
              + String.join(" ", stated)
              + "', expected "
              + wanted
              + " numbers: "
              + (described
                  ? "rows, columns, columns that describe rows, rows that describe columns"
                  : "rows and columns"));
    }
    int[] sizes = stated.stream().mapToInt(Integer::parseInt).toArray();
    return described
        ? new Size(sizes[0], sizes[1], 1 + sizes[2], sizes[3])
        : new Size(sizes[0], sizes[1], 2, 0);
  }

  private static List<String> cells(TextFiles files, TextLine line) {
    try {
      return new Cells((byte) '\t').all(line.bytes(), line.length());
    } catch (MalformedLine e) {
      throw new UserError(files.place(0, line.offset()) + ": " + e.getMessage(), e);
    }
  }

  /** The first cells of a line that was read before; fewer of an empty one. */
  private static ArrayList<String> before(TextLine line, int count) throws MalformedLine {
    List<String> all = new Cells((byte) '\t').all(line.bytes(), line.length());
    return new ArrayList<>(all.subList(0, Math.min(count, all.size())));
  }
}
