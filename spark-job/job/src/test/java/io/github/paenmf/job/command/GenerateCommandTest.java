package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.job.run.CommandRun;
import io.github.paenmf.job.run.SmallTable;
import io.github.paenmf.job.run.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {

  private static final SmallTable TABLE = SmallTable.generate();

  @TempDir private static Path folder;

  private static Path input;
  private static Path perFeature;
  private static Path perPoint;

  @BeforeAll
  static void fitOnce() {
    input = TABLE.csv(folder.resolve("table.csv"));
    perFeature = fit("feature", "--scale", "column-max", "--log1p");
    perPoint = fit("point", "--scale", "row-max", "--no-stored-rows");
  }

  private static Path fit(String name, Object... more) {
    Path model = folder.resolve(name);
    Object[] always = {
      "fit", "--input", input, "--model", model, "--rank", 2, "--max-iter", 20, "--init-steps", 5
    };
    CommandRun.done(
        Stream.concat(Arrays.stream(always), Arrays.stream(more)).toArray(Object[]::new));
    return model;
  }

  private static CommandRun generate(Path model, String output, Object... more) {
    Object[] always = {"generate", "--model", model, "--output", folder.resolve(output)};
    return CommandRun.of(
        Stream.concat(Arrays.stream(always), Arrays.stream(more)).toArray(Object[]::new));
  }

  private static double[] columnMeans(List<String> csv) {
    double[] means = new double[SmallTable.COLUMNS];
    for (String line : csv.subList(1, csv.size())) {
      String[] cells = line.split(",");
      for (int j = 0; j < means.length; j++) {
        means[j] += Double.parseDouble(cells[j + 1]) / (csv.size() - 1);
      }
    }
    return means;
  }

  @Test
  void newPointsAreInTheUnitsAndUnderTheNamesOfTheTable() throws IOException {
    CommandRun run = generate(perFeature, "new.csv", "--count", 4000, "--seed", 2);
    List<String> lines = Files.readAllLines(folder.resolve("new.csv"));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json())
        .containsEntry("n", 4000)
        .containsEntry("m", SmallTable.COLUMNS)
        .containsEntry("rank", 2)
        .containsEntry("from", "aggregate")
        .containsEntry("units", "original")
        .containsEntry("format", "csv")
        .containsKey("seconds");
    assertThat(lines).hasSize(4001);
    assertThat(lines.get(0)).isEqualTo("id,g1,g2,g3,g4,g5,g6");
    assertThat(lines.get(1)).startsWith("generated_1,");
    double[] expected = columnMeans(TABLE.lines(",", true, true));
    double[] found = columnMeans(lines);
    for (int j = 0; j < expected.length; j++) {
      assertThat(found[j]).isCloseTo(expected[j], within(0.35 * expected[j]));
    }
    CommandRun again = generate(perFeature, "again.csv", "--count", 4000, "--seed", 2);
    assertThat(again.code()).isZero();
    assertThat(Files.readAllLines(folder.resolve("again.csv"))).isEqualTo(lines);
  }

  @Test
  void newPointsCanBeFedBackInEveryFormat() {
    for (String output : List.of("back.csv", "back.json", "back.parquet")) {
      CommandRun run = generate(perFeature, output, "--count", 30, "--from", "prior");
      assertThat(run.code()).as(run.err()).isZero();
      CommandRun evaluated =
          CommandRun.done("evaluate", "--model", perFeature, "--input", folder.resolve(output));
      assertThat(evaluated.json()).containsEntry("n", 30);
      assertThat(evaluated.err()).contains("by name");
    }
  }

  @Test
  void pointsLikeGivenOnesHaveTheirFactors() throws IOException {
    CommandRun run = generate(perPoint, "like.csv", "--like", input, "--count", 2400);
    List<String> lines = Files.readAllLines(folder.resolve("like.csv"));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json()).containsEntry("from", "like").containsEntry("units", "original");
    assertThat(lines.get(1)).startsWith("s1_1,");
    assertThat(lines.get(2)).startsWith("s1_2,");
    double[] expected = columnMeans(TABLE.lines(",", true, true));
    double[] found = columnMeans(lines);
    for (int j = 0; j < expected.length; j++) {
      assertThat(found[j]).isCloseTo(expected[j], within(0.15 * expected[j]));
    }
  }

  @Test
  void whatCannotBeUndoneIsSaid() {
    CommandRun run = generate(perPoint, "relative.csv", "--count", 5, "--from", "prior");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json()).containsEntry("units", "relative");
    assertThat(run.err()).contains("point-scaling").contains("--like");
  }

  @Test
  void observationNoiseAndScaledUnits() {
    CommandRun run =
        generate(
            perFeature,
            "scaled",
            "--count",
            50,
            "--scaled",
            "--observation-noise",
            "--output-format",
            "parquet");
    List<Row> rows =
        TestSpark.session().read().parquet(folder.resolve("scaled").toString()).collectAsList();

    assertThat(run.json()).containsEntry("units", "scaled");
    assertThat(rows).hasSize(50);
    assertThat(rows.get(0).<Float>getList(1)).hasSize(SmallTable.COLUMNS);
  }

  @Test
  void contradictionsAndMissingPosteriorsAreTheUsersErrors() {
    CommandRun both = generate(perFeature, "x", "--count", 1, "--from", "prior", "--like", input);
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("--like").contains("--from prior contradict");
    CommandRun none = generate(perPoint, "x", "--count", 1);
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("--no-stored-rows").contains("--from prior");
    CommandRun count = generate(perFeature, "x", "--count", 0);
    assertThat(count.code()).isEqualTo(2);
    assertThat(folder.resolve("x")).doesNotExist();
  }
}
