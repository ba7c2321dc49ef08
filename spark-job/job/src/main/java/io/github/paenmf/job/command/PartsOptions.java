package io.github.paenmf.job.command;

import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.output.PartsTable;
import io.github.paenmf.job.output.ResultFormat;
import io.github.paenmf.job.output.ResultWriter;
import io.github.paenmf.job.table.FeatureTexts;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmfModel;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Where the parts of a model are written, if anywhere. */
final class PartsOptions {

  @Option(
      names = "--parts",
      paramLabel = "PATH",
      description =
          "write the parts as a long table (part, feature, weight, what the file says of the"
              + " feature); one file when it ends in .csv or .json, else Parquet")
  private String inLong;

  @Option(
      names = "--parts-wide",
      paramLabel = "PATH",
      description = "write the parts as a wide table, a row a feature and a column a part")
  private String inWide;

  /** The places, looked at before any work is done for them. */
  Places open(Configuration configuration, boolean overwrite) {
    Destination first = place(configuration, inLong, "--parts", overwrite);
    try {
      return new Places(first, place(configuration, inWide, "--parts-wide", overwrite));
    } catch (RuntimeException e) {
      if (first != null) {
        first.close();
      }
      throw e;
    }
  }

  private static Destination place(
      Configuration configuration, String path, String option, boolean overwrite) {
    return path == null ? null : Destination.of(configuration, path, option, overwrite);
  }

  /** Places for parts; to be closed. */
  final class Places implements AutoCloseable {

    private final Destination longPlace;
    private final Destination widePlace;

    private Places(Destination longPlace, Destination widePlace) {
      this.longPlace = longPlace;
      this.widePlace = widePlace;
    }

    /**
     * Writes what was asked for.
     *
     * @param names of the features; empty for their numbers
     * @param table whose file may say more of them
     */
    void write(SparkSession spark, PaeNmfModel model, List<String> names, Table table)
        throws IOException {
      if (longPlace == null && widePlace == null) {
        return;
      }
      FeatureTexts texts = table.featureTexts().get();
      if (longPlace != null) {
        write(PartsTable.inLong(spark, model, names, texts), inLong, longPlace);
      }
      if (widePlace != null) {
        write(PartsTable.inWide(spark, model, names, texts), inWide, widePlace);
      }
    }

    private void write(Dataset<Row> parts, String path, Destination place) throws IOException {
      new ResultWriter(ResultFormat.ofPath(path), path, 0).write(parts, place);
    }

    @Override
    public void close() {
      if (longPlace != null) {
        longPlace.close();
      }
      if (widePlace != null) {
        widePlace.close();
      }
    }
  }
}
