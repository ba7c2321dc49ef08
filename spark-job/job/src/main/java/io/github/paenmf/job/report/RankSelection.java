package io.github.paenmf.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.paenmf.job.UserError;
import io.github.paenmf.job.report.figure.Figure;
import io.github.paenmf.job.report.figure.RanksFigure;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What select-rank left in its folder: {@value #FILE}. */
final class RankSelection {

  /** Object with rank, criterion and table. */
  static final String FILE = "ranks.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** No table of ranks is larger. */
  private static final long MOST_BYTES = 16L << 20;

  private RankSelection() {}

  /**
   * Reads the folder and draws its curves.
   *
   * @throws UserError when there is no such file or it is something else
   */
  static Figure figure(Configuration configuration, String folder) {
    Path file = new Path(folder, FILE);
    try {
      FileSystem fileSystem = file.getFileSystem(configuration);
      if (!fileSystem.exists(file)) {
        throw new UserError("--ranks " + folder + ": holds no " + FILE);
      }
      if (fileSystem.getFileStatus(file).getLen() > MOST_BYTES) {
        throw new UserError("--ranks " + file + ": is longer than " + MOST_BYTES + " bytes");
      }
      try (InputStream in = fileSystem.open(file)) {
        JsonNode selection = JSON.readTree(in);
        return RanksFigure.of(selection);
      }
    } catch (IOException | IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new UserError("--ranks " + file + ": cannot be read: " + reason, e);
    }
  }
}
