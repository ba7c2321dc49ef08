package io.github.paenmf.job.report.draw;

import static io.github.paenmf.job.report.draw.Numbers.coordinate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Levels of rows over columns, with strips of categories and a tree of the rows at their left.
 *
 * @param rows names of the rows, from above
 * @param columns names of the columns
 * @param levels from 0 to 1, an array a row
 * @param values what the levels stand for, shown when a cell is pointed at
 * @param strips categories of the rows
 * @param tree lines of the tree of the rows; empty for none
 */
public record Heatmap(
    List<String> rows,
    List<String> columns,
    double[][] levels,
    double[][] values,
    List<Strip> strips,
    List<Branch> tree) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int WIDTH = 360;
  private static final int TREE = 36;
  private static final int STRIP = 10;
  private static final int NAMES = 124;
  private static final int FEW_COLUMNS = 30;
  private static final int MOST_NAMED_ROWS = 50;
  private static final int NAMED_ROW = 13;
  private static final int LEAST_HEIGHT = 220;
  private static final double LEAST_ROW = 3;
  private static final int TOP = 18;

  /**
   * Categories of the rows.
   *
   * @param name what they say of a row
   * @param categories colours 1 to 8 by row; 0 for none
   * @param labels by row, for hints
   */
  public record Strip(String name, int[] categories, List<String> labels) {}

  /**
   * A piece of the tree: two branches meet.
   *
   * @param upper place of one branch, in rows from above, the first row's middle being 0.5
   * @param lower place of the other
   * @param upperHeight where the one comes from, 0 being a row and 1 the root
   * @param lowerHeight where the other comes from
   * @param height where they meet
   */
  public record Branch(
      double upper, double lower, double upperHeight, double lowerHeight, double height) {}

  /** The picture. */
  public Panel draw(String label, String caption) {
    boolean named = rows.size() <= MOST_NAMED_ROWS && columns.size() <= FEW_COLUMNS;
    double step = named ? NAMED_ROW : Math.max(LEAST_ROW, (double) LEAST_HEIGHT / rows.size());
    double tall = step * rows.size();
    double stripsFrom = tree.isEmpty() ? 2 : TREE + 4;
    double left = stripsFrom + strips.size() * (STRIP + 2) + 2;
    double right = WIDTH - (named ? NAMES : 4);
    StringBuilder out = new StringBuilder();
    columnNames(out, left, right);
    branches(out, step);
    for (int s = 0; s < strips.size(); s++) {
      strip(out, strips.get(s), stripsFrom + s * (STRIP + 2), step);
    }
    out.append("<rect class=\"ground\" x=\"")
        .append(coordinate(left))
        .append("\" y=\"")
        .append(TOP)
        .append("\" width=\"")
        .append(coordinate(right - left))
        .append("\" height=\"")
        .append(coordinate(tall))
        .append("\"/>");
    out.append(
        Picture.element(Picture.heat(levels), left, TOP, right - left, tall)
            .replace("class=\"px\"", "class=\"px\" data-heat=\"" + Markup.escape(data()) + "\""));
    if (named) {
      for (int i = 0; i < rows.size(); i++) {
        out.append("<text class=\"start\" x=\"")
            .append(coordinate(right + 4))
            .append("\" y=\"")
            .append(coordinate(TOP + i * step + 10))
            .append("\">")
            .append(Markup.escape(TextWidth.fit(rows.get(i), NAMES - 6)))
            .append("</text>");
      }
    }
    return new Panel(WIDTH, (int) Math.ceil(TOP + tall + 4), label, caption, out.toString());
  }

  private void columnNames(StringBuilder out, double left, double right) {
    double step = (right - left) / columns.size();
    int every = (int) Math.ceil(24 / step);
    for (int j = 0; j < columns.size(); j += every) {
      out.append("<text class=\"mid\" x=\"")
          .append(coordinate(left + (j + 0.5) * step))
          .append("\" y=\"12\">")
          .append(Markup.escape(columns.get(j)))
          .append("</text>");
    }
  }

  private void branches(StringBuilder out, double step) {
    if (tree.isEmpty()) {
      return;
    }
    StringBuilder path = new StringBuilder();
    for (Branch branch : tree) {
      path.append('M')
          .append(coordinate(TREE * (1 - branch.upperHeight()) + 2))
          .append(' ')
          .append(coordinate(TOP + branch.upper() * step))
          .append('H')
          .append(coordinate(TREE * (1 - branch.height()) + 2))
          .append('V')
          .append(coordinate(TOP + branch.lower() * step))
          .append('H')
          .append(coordinate(TREE * (1 - branch.lowerHeight()) + 2));
    }
    out.append("<path class=\"tree\" d=\"").append(path).append("\"/>");
  }

  private void strip(StringBuilder out, Strip strip, double x, double step) {
    for (int i = 0; i < rows.size(); i++) {
      if (strip.categories()[i] > 0) {
        out.append("<rect class=\"fill c")
            .append(strip.categories()[i])
            .append("\" x=\"")
            .append(coordinate(x))
            .append("\" y=\"")
            .append(coordinate(TOP + i * step))
            .append("\" width=\"")
            .append(STRIP)
            .append("\" height=\"")
            .append(coordinate(step + 0.05))
            .append("\" data-t=\"")
            .append(Markup.escape(rows.get(i) + ": " + strip.labels().get(i)))
            .append("\"/>");
      }
    }
  }

  /** What the page's script needs to name a cell. */
  private String data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("rows", rows);
    data.put("columns", columns);
    double[][] rounded = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = new double[values[i].length];
      for (int j = 0; j < values[i].length; j++) {
        rounded[i][j] = Double.parseDouble(Numbers.significant(values[i][j], 3));
      }
    }
    data.put("values", rounded);
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
