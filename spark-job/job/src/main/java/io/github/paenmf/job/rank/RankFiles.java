package io.github.paenmf.job.rank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.paenmf.core.rank.Curve;
import io.github.paenmf.core.rank.RankTable;
import io.github.paenmf.core.rank.RankTableJson;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.report.draw.Panel;
import io.github.paenmf.job.report.figure.RanksFigure;
import io.github.paenmf.job.report.page.StandaloneSvg;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/** Writes a table of ranks into a folder: for programs, for spreadsheets and to look at. */
public final class RankFiles {

  /** The table as JSON. */
  public static final String JSON_FILE = "ranks.json";

  /** The table with a line a rank. */
  public static final String CSV_FILE = "ranks.csv";

  /** The curves of all criteria. */
  public static final String PLOT_FILE = "ranks.svg";

  private static final int PLOTS_ACROSS = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private RankFiles() {}

  /** Writes all files to the destination's temporary place. */
  public static void write(RankTable table, Destination destination) throws IOException {
    JsonNode json = RankTableJson.of(table);
    write(
        destination,
        JSON_FILE,
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    write(destination, PLOT_FILE, plot(json));
    write(destination, CSV_FILE, csv(table));
  }

  /** The figure that a report shows, as a picture of its own. */
  private static String plot(JsonNode json) {
    List<Panel> panels = RanksFigure.of(json).groups().get(0).panels();
    return StandaloneSvg.of(panels, PLOTS_ACROSS, true);
  }

  private static void write(Destination destination, String name, String text) throws IOException {
    Path file = new Path(destination.temporary(), name);
    try (OutputStream out = destination.fileSystem().create(file, false)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A column a criterion, one more for its standard error where it has one. */
  static String csv(RankTable table) {
    StringBuilder text = new StringBuilder("rank");
    for (Curve curve : table.curves()) {
      text.append(',').append(curve.criterion());
      if (hasErrors(curve)) {
        text.append(',').append(curve.criterion()).append("-standard-error");
      }
    }
    text.append('\n');
    for (int i = 0; i < table.ranks().size(); i++) {
      text.append(table.ranks().get(i));
      for (Curve curve : table.curves()) {
        text.append(',').append(cell(curve.values().get(i)));
        if (hasErrors(curve)) {
          text.append(',').append(cell(curve.errors().get(i)));
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static boolean hasErrors(Curve curve) {
    return curve.errors().stream().anyMatch(error -> error > 0);
  }

  /** Empty where nothing is known. */
  private static String cell(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.9g", value) : "";
  }
}
