package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assembler, factorisation and clusters on genes: saved here, transformed in another JVM. */
class LeukaemiaPipelineTest {

  private static final Path GENES =
      Path.of(System.getProperty("data.dir"), "leukaemia_all_aml", "all_aml_5000x38.csv");

  @TempDir Path folder;

  @Test
  void anotherJvmGivesTheSameBits() throws Exception {
    assumeTrue(Files.exists(GENES), () -> GENES + " is absent: the genes are not tried");
    Dataset<Row> samples = samples();
    PipelineModel fitted =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new VectorAssembler()
                      .setInputCols(new String[] {"first", "second"})
                      .setOutputCol("features"),
                  new PaeNmf()
                      .setRank(3)
                      .setMaxIter(30)
                      .setScaleCol("scale")
                      .setShapeCol("shape")
                      .setLossCol("negativeElbo"),
                  new KMeans().setK(3).setSeed(1).setFeaturesCol("coefficients")
                })
            .fit(samples);
    String model = folder.resolve("model").toString();
    String table = folder.resolve("table").toString();
    fitted.write().save(model);
    samples.write().parquet(table);

    List<String> here = TransformProgram.lines(fitted, LocalSpark.session().read().parquet(table));
    assertThat(here).hasSize(38).doesNotHaveDuplicates();
    assertThat(inAnotherJvm(model, table)).isEqualTo(here);
  }

  private List<String> inAnotherJvm(String model, String table) throws Exception {
    Path output = folder.resolve("lines");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-XX:+Ignore"))
        .forEach(command::add);
    command.addAll(
        List.of(
            // It lives for seconds; and its bits are those of another compiler, too.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            TransformProgram.class.getName(),
            model,
            table,
            output.toString()));
    Path log = folder.resolve("log");
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(child.waitFor(120, TimeUnit.SECONDS)).as("the child ended").isTrue();
    assertThat(child.exitValue()).as(Files.readString(log)).isZero();
    return Files.readAllLines(output);
  }

  /** A row a sample: its name, the first and the second half of the genes, scaled by gene. */
  private static Dataset<Row> samples() throws IOException {
    List<String> lines = Files.readAllLines(GENES);
    String[] names = lines.get(0).split(",");
    int genes = lines.size() - 1;
    double[][] values = new double[names.length - 1][genes];
    for (int t = 0; t < genes; t++) {
      double[] cells =
          Arrays.stream(lines.get(t + 1).split(","))
              .skip(1)
              .mapToDouble(Double::parseDouble)
              .toArray();
      double max = Arrays.stream(cells).max().orElseThrow();
      for (int i = 0; i < cells.length; i++) {
        values[i][t] = cells[i] / max;
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      rows.add(
          RowFactory.create(
              names[i + 1],
              Vectors.dense(Arrays.copyOf(values[i], genes / 2)),
              Vectors.dense(Arrays.copyOfRange(values[i], genes / 2, genes))));
    }
    StructType schema =
        new StructType()
            .add("sample", DataTypes.StringType)
            .add("first", SQLDataTypes.VectorType())
            .add("second", SQLDataTypes.VectorType());
    return LocalSpark.session().createDataFrame(rows, schema);
  }
}
