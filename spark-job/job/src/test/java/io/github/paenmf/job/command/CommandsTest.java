package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.core.io.StandaloneScorer;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.run.CommandRun;
import io.github.paenmf.job.run.SmallTable;
import io.github.paenmf.job.run.TestSpark;
import io.github.paenmf.spark.PaeNmfModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  private static final SmallTable TABLE = SmallTable.generate();

  @TempDir private static Path folder;

  private static Path input;
  private static Path model;
  private static CommandRun fit;

  @BeforeAll
  static void fitOnce() {
    input = TABLE.csv(folder.resolve("table.csv"));
    model = folder.resolve("model");
    fit = fit(input, model, "--scale", "column-max");
  }

  private static CommandRun fit(Path table, Path to, Object... more) {
    Object[] always = {
      "fit", "--input", table, "--model", to, "--rank", 2, "--max-iter", 20, "--init-steps", 5
    };
    return CommandRun.done(
        Stream.concat(Arrays.stream(always), Arrays.stream(more)).toArray(Object[]::new));
  }

  private static Path transform(Path table, String output, Object... more) {
    Path to = folder.resolve(output);
    Object[] always = {"transform", "--model", model, "--input", table, "--output", to};
    CommandRun.done(
        Stream.concat(Arrays.stream(always), Arrays.stream(more)).toArray(Object[]::new));
    return to;
  }

  private static List<Row> parquet(Path file) {
    return TestSpark.session().read().parquet(file.toString()).collectAsList();
  }

  private static double[] floats(Row row, String column) {
    return row.<Float>getList(row.fieldIndex(column)).stream().mapToDouble(v -> v).toArray();
  }

  @Test
  void fitEndsWithTheFiguresAndNothingElseOnStandardOutput() {
    assertThat(fit.json())
        .containsOnlyKeys(
            "n",
            "m",
            "rank",
            "negativeElbo",
            "objective",
            "reconstruction",
            "kl",
            "relativeError",
            "noiseVariance",
            "rounds",
            "passes",
            "fitSeconds",
            "seconds",
            "partitions",
            "source",
            "device",
            "deviceReason",
            "backend")
        .containsEntry("n", SmallTable.ROWS)
        .containsEntry("m", SmallTable.COLUMNS)
        .containsEntry("rank", 2)
        .containsEntry("source", "in-process");
    assertThat(fit.number("relativeError")).isBetween(0.0, 0.2);
    assertThat(fit.number("objective"))
        .isCloseTo(fit.number("reconstruction") + fit.number("kl"), offset(1e-9));
    assertThat(fit.number("passes")).isLessThanOrEqualTo(fit.number("rounds") + 10);
    assertThat(fit.number("fitSeconds")).isLessThan(fit.number("seconds"));
    assertThat(fit.err()).contains("24 data points with 6 features by name");
  }

  @Test
  void theCoreScoresRowsOfTheFileWithTheBitsOfTransform() throws IOException {
    Path prepared = folder.resolve("prepared-model");
    fit(input, prepared, "--scale", "column-max", "--log1p", "--library-size", 100);
    StandaloneScorer scorer = StandaloneScorer.load(prepared);
    Path output = folder.resolve("prepared.parquet");
    CommandRun.done("transform", "--model", prepared, "--input", input, "--output", output);
    List<Row> rows = parquet(output);

    for (int i = 0; i < SmallTable.ROWS; i++) {
      RowScore score = scorer.score(TABLE.values()[i]);
      assertThat(score.negativeElbo()).isEqualTo(rows.get(i).<Double>getAs("negativeElbo"));
      for (int j = 0; j < 2; j++) {
        assertThat((double) score.coefficients()[j])
            .isEqualTo(floats(rows.get(i), "coefficients")[j]);
      }
    }
  }

  @Test
  void evaluateOnTheFittedRowsGivesTheFiguresOfTheFit() {
    CommandRun evaluated = CommandRun.done("evaluate", "--model", model, "--input", input);

    assertThat(evaluated.json()).containsOnlyKeys(fit.json().keySet());
    for (String figure :
        List.of("n", "m", "negativeElbo", "objective", "kl", "relativeError", "noiseVariance")) {
      // Single precision: the fit reads rows as whitened scores, an evaluation as they are.
      double expected = fit.number(figure);
      assertThat(evaluated.number(figure))
          .as(figure)
          .isCloseTo(expected, offset(1e-4 * Math.abs(expected)));
    }
  }

  @Test
  void transformWritesOneNamedRowAPointWhoseLossesAverageToTheFits() {
    List<Row> rows = parquet(transform(input, "rows.parquet"));

    assertThat(rows).hasSize(SmallTable.ROWS);
    assertThat(rows.get(0).schema().fieldNames())
        .containsExactly("id", "coefficients", "scale", "shape", "lower", "upper", "negativeElbo");
    assertThat(rows).extracting(row -> row.getString(0)).containsExactlyElementsOf(TABLE.ids());
    double mean =
        rows.stream().mapToDouble(r -> r.<Double>getAs("negativeElbo")).average().orElseThrow();
    double expected = fit.number("negativeElbo");
    assertThat(mean).isCloseTo(expected, offset(1e-4 * Math.abs(expected)));
    for (Row row : rows) {
      double[] scale = floats(row, "scale");
      double[] shape = floats(row, "shape");
      double[] median = floats(row, "coefficients");
      for (int k = 0; k < 2; k++) {
        assertThat(median[k])
            .isCloseTo(scale[k] * Math.pow(Math.log(2), 1 / shape[k]), within(1e-5 * median[k]));
        // One in forty lies below, one in forty above.
        assertThat(1 - Math.exp(-Math.pow(floats(row, "lower")[k] / scale[k], shape[k])))
            .isCloseTo(0.025, within(1e-4));
        assertThat(Math.exp(-Math.pow(floats(row, "upper")[k] / scale[k], shape[k])))
            .isCloseTo(0.025, within(1e-4));
      }
    }
  }

  @Test
  void oneCsvFileHoldsWhatParquetHolds() throws IOException {
    List<Row> rows = parquet(transform(input, "same.parquet"));
    List<String> lines = Files.readAllLines(transform(input, "rows.csv"));

    assertThat(lines.get(0))
        .isEqualTo(
            "id,coefficient_1,coefficient_2,scale_1,scale_2,shape_1,shape_2,"
                + "lower_1,lower_2,upper_1,upper_2,negativeElbo");
    assertThat(lines).hasSize(1 + rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String[] cells = lines.get(i + 1).split(",");
      assertThat(cells[0]).isEqualTo(row.getString(0));
      double[] expected =
          DoubleStream.concat(
                  Stream.of("coefficients", "scale", "shape", "lower", "upper")
                      .flatMapToDouble(c -> Arrays.stream(floats(row, c))),
                  DoubleStream.of(row.<Double>getAs("negativeElbo")))
              .toArray();
      for (int c = 0; c < expected.length; c++) {
        assertThat(Double.parseDouble(cells[c + 1]))
            .isCloseTo(expected[c], within(1e-6 * Math.abs(expected[c])));
      }
    }
  }

  @Test
  void aFolderOfCsvAndAFileOfJsonAreWrittenOnRequest() throws IOException {
    Path csv = transform(input, "csv-folder", "--output-format", "csv");
    Path json = transform(input, "rows.json");

    assertThat(csv).isDirectory();
    assertThat(TestSpark.session().read().option("header", "true").csv(csv.toString()).count())
        .isEqualTo(SmallTable.ROWS);
    assertThat(Files.readAllLines(json))
        .hasSize(SmallTable.ROWS)
        .allMatch(line -> line.startsWith("{\"id\":\"s") && line.contains("\"coefficients\":["));
  }

  @Test
  void featuresAreMatchedByNameInAnyOrderAndUnknownOnesLeftOut() throws IOException {
    Path mixed = TABLE.with("other", 5).columns(6, 5, 0, 3, 2, 4, 1).csv(folder.resolve("mix.csv"));

    CommandRun run =
        CommandRun.done(
            "transform", "--model", model, "--input", mixed, "--output", folder.resolve("mix-out"));

    assertThat(run.err()).contains("1 features that the model does not know are left out: other");
    assertThat(parquet(folder.resolve("mix-out")))
        .isEqualTo(parquet(transform(input, "in-order.parquet")));
  }

  @Test
  void anAbsentFeatureIsNamed() {
    Path narrow = TABLE.columns(0, 1, 2, 4, 5).csv(folder.resolve("narrow.csv"));

    CommandRun run = CommandRun.of("evaluate", "--model", model, "--input", narrow);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("1 of the model's 6 features are not in the table: g4");
  }

  @Test
  void storedFactorsAreUsedForOtherRows() {
    // The largest values of some columns are not among these rows.
    List<Row> all = parquet(transform(input, "all.parquet"));
    List<Row> some =
        parquet(transform(TABLE.firstRows(5).csv(folder.resolve("some.csv")), "some.parquet"));

    assertThat(some).isEqualTo(all.subList(0, 5));
  }

  @Test
  void columnsLayoutGivesTheSameFitAndIsRemembered() {
    Path turned =
        SmallTable.write(
            folder.resolve("turned.tsv.gz"), TABLE.transposed().lines("\t", true, true));
    Path other = folder.resolve("turned-model");

    CommandRun run = fit(turned, other, "--layout", "columns", "--scale", "row-max");
    Path output = folder.resolve("turned-out");
    CommandRun.done("transform", "--model", other, "--input", turned, "--output", output);

    assertThat(run.number("negativeElbo"))
        .isCloseTo(fit.number("negativeElbo"), within(1e-5 * SmallTable.COLUMNS));
    assertThat(parquet(output))
        .extracting(row -> row.getString(0))
        .containsExactlyElementsOf(TABLE.ids());
  }

  @Test
  void aParquetTableGivesTheSameFit() {
    Path table = folder.resolve("table.parquet");
    TestSpark.session()
        .read()
        .option("header", "true")
        .option("inferSchema", "true")
        .csv(input.toString())
        .coalesce(1)
        .write()
        .parquet(table.toString());
    Path other = folder.resolve("parquet-model");

    CommandRun run = fit(table, other, "--scale", "column-max");

    assertThat(run.number("negativeElbo")).isEqualTo(fit.number("negativeElbo"));
  }

  @Test
  void anOutputThatExistsIsReplacedOnlyOnRequest() throws IOException {
    Path output = transform(input, "once.csv");
    Files.writeString(output, "mine");

    CommandRun refused =
        CommandRun.of("transform", "--model", model, "--input", input, "--output", output);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("exists already");
    assertThat(output).hasContent("mine");

    transform(input, "once.csv", "--overwrite");
    assertThat(Files.readAllLines(output)).hasSize(1 + SmallTable.ROWS);
  }

  @Test
  void aFailedFitLeavesTheModelThatWasThere() throws IOException {
    Path kept = folder.resolve("kept");
    fit(input, kept);
    List<Path> before = files(kept);
    Path bad = SmallTable.write(folder.resolve("bad.csv"), List.of("1,2", "3,x", "5,6"));

    CommandRun run =
        CommandRun.of("fit", "--input", bad, "--rank", 1, "--model", kept, "--overwrite");

    assertThat(run.code()).isEqualTo(2);
    assertThat(files(kept)).isEqualTo(before);

    fit(input, kept, "--overwrite");
    assertThat(files(kept)).isNotEqualTo(before);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.sorted().toList();
    }
  }

  @Test
  void argumentsMayStandInAFile() throws IOException {
    Path arguments = folder.resolve("fit.args");
    Files.writeString(
        arguments, "# how the table is fitted\n--rank 2\n--scale column-max\n--max-iter 20\n");
    Path to = folder.resolve("args-model");

    CommandRun run =
        CommandRun.done("fit", "@" + arguments, "--init-steps", 5, "--input", input, "--model", to);

    assertThat(run.number("negativeElbo")).isEqualTo(fit.number("negativeElbo"));
  }

  @Test
  void theSameSeedGivesTheSameBitsAndTheModelIsAPipeline() {
    Path again = folder.resolve("again");

    assertThat(fit(input, again, "--scale", "column-max").number("negativeElbo"))
        .isEqualTo(fit.number("negativeElbo"));
    assertThat(again.resolve("metadata")).isDirectory();
    assertThat(again.resolve("stages")).isDirectory();
  }

  @Test
  void aFitGoesOnFromASavedModelWithItsPreparation() {
    Path more = TABLE.firstRows(20).csv(folder.resolve("more.csv"));
    Path to = folder.resolve("gone-on");
    CommandRun run =
        CommandRun.done(
            "fit", "--input", more, "--model", to, "--initial-model", model, "--max-iter", 8);

    assertThat(run.json())
        .containsEntry("rank", 2)
        .containsEntry("n", 20)
        .containsEntry("rounds", 8);
    CommandRun judged = CommandRun.done("evaluate", "--model", model, "--input", more);
    assertThat(run.number("negativeElbo")).isLessThan(judged.number("negativeElbo"));
    CommandRun again = CommandRun.done("evaluate", "--model", to, "--input", more);
    assertThat(again.number("negativeElbo"))
        .isCloseTo(run.number("negativeElbo"), within(1e-5 * SmallTable.COLUMNS));
  }

  @Test
  void everyTrainingSettingIsTaken() {
    CommandRun run =
        fit(
            input,
            folder.resolve("settings"),
            "--solver",
            "gd",
            "--line-search",
            "backtracking",
            "--sampling",
            "median",
            "--init-mode",
            "nndsvd",
            "--parts-update",
            "multiplicative",
            "--step-size",
            0.01,
            "--kl-weight",
            0.5,
            "--prior-shape",
            1.5,
            "--prior-scale",
            2,
            "--encoder-activation",
            "relu",
            "--tol",
            0,
            "--noise-variance",
            0.2,
            "--source",
            "distributed",
            "--max-in-process-mb",
            1,
            "--max-sums-mb",
            0.0001,
            "--max-block-size-mb",
            0.001,
            "--partitions",
            3);

    assertThat(run.json())
        .containsEntry("noiseVariance", 0.2)
        .containsEntry("source", "distributed")
        .containsEntry("partitions", 3);
    assertThat(run.number("objective"))
        .isCloseTo(run.number("reconstruction") + 0.5 * run.number("kl"), within(1e-9));
    var saved = SavedModel.load(TestSpark.session(), folder.resolve("settings").toString()).model();
    assertThat(saved.getSolver()).isEqualTo("gd");
    assertThat(saved.getLineSearch()).isEqualTo("backtracking");
    assertThat(saved.getSampling()).isEqualTo("median");
    assertThat(saved.getInitMode()).isEqualTo("nndsvd");
    assertThat(saved.getPartsUpdate()).isEqualTo("multiplicative");
    assertThat(saved.getStepSize()).isEqualTo(0.01);
    assertThat(saved.getTol()).isZero();
    assertThat(saved.getEncoderActivation()).isEqualTo("relu");
    assertThat(saved.fitted().latent().priorShape()).isEqualTo(1.5);
    assertThat(saved.fitted().latent().priorScale()).isEqualTo(2);
    assertThat(saved.getMaxInProcessMB()).isEqualTo(1);
    assertThat(saved.getMaxSumsInMB()).isEqualTo(0.0001);
    assertThat(saved.getMaxBlockSizeInMB()).isEqualTo(0.001);
  }

  @Test
  void demoFindsTheKnownParts() {
    Path report = folder.resolve("demo-report");

    CommandRun run = CommandRun.done("demo", "--seed", 3, "--report", report);

    assertThat(run.number("worstCosine")).isGreaterThan(0.95);
    assertThat(run.json()).containsEntry("report", report.toString());
    assertThat(report.resolve("index.html")).content().contains("Pictures from six known parts");
    assertThat(run.err()).contains("known part 6 is found as part");
  }

  @Test
  void doctorDescribesThisMachine() {
    CommandRun run = CommandRun.done("doctor");

    assertThat(run.json())
        .containsEntry("master", "local[2]")
        .containsKeys("spark", "driver", "executors", "remarks");
    assertThat(run.err()).contains("BLAS", "tasks run inside the driver");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fit", "transform", "evaluate", "report", "demo", "doctor"})
  void everyCommandExplainsItself(String command) {
    CommandRun run = CommandRun.done(command, "--help");

    assertThat(run.out())
        .startsWith("Usage: paenmf " + command)
        .contains("--seed", "--verbose", "--help");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void partsAreWrittenLongAndWide() throws IOException {
    Path inLong = folder.resolve("parts.csv");
    Path inWide = folder.resolve("parts-wide.json");
    transform(input, "with-parts", "--parts", inLong, "--parts-wide", inWide);

    float[] parts = PaeNmfModel.load(lastStage(model)).fitted().encoder().parts();
    List<String> lines = Files.readAllLines(inLong);
    assertThat(lines.get(0)).isEqualTo("part,feature,weight");
    assertThat(lines).hasSize(1 + 2 * SmallTable.COLUMNS);
    for (int k = 0; k < 2; k++) {
      for (int j = 0; j < SmallTable.COLUMNS; j++) {
        assertThat(lines.get(1 + k * SmallTable.COLUMNS + j))
            .isEqualTo((k + 1) + ",g" + (j + 1) + "," + parts[k * SmallTable.COLUMNS + j]);
      }
    }
    assertThat(Files.readAllLines(inWide))
        .hasSize(SmallTable.COLUMNS)
        .first()
        .asString()
        .startsWith("{\"feature\":\"g1\",\"part_1\":" + parts[0]);
  }

  @Test
  void partsCarryWhatTheFileSaysOfItsFeatures() throws IOException {
    StringBuilder gct = new StringBuilder("#1.2\n3\t4\nName\tweight\ta\tb\tc\td\n");
    gct.append("g1\tfirst\t1\t2\t3\t1\ng2\tsecond\t2\t1\t1\t3\ng3\tthird\t5\t1\t2\t4\n");
    Path genes = folder.resolve("described.gct");
    Files.writeString(genes, gct);
    Path inLong = folder.resolve("described.csv");
    Path inWide = folder.resolve("described-wide.csv");

    CommandRun.done(
        "fit",
        "--input",
        genes,
        "--rank",
        1,
        "--max-iter",
        2,
        "--model",
        folder.resolve("described"),
        "--parts",
        inLong,
        "--parts-wide",
        inWide);

    assertThat(Files.readAllLines(inLong))
        .hasSize(4)
        .first()
        .isEqualTo("part,feature,weight,weight_of_feature");
    assertThat(Files.readAllLines(inLong).get(3)).matches("1,g3,[\\d.E-]+,third");
    assertThat(Files.readAllLines(inWide))
        .containsSequence("feature,part_1,weight")
        .element(2)
        .asString()
        .matches("g2,[\\d.E-]+,second");
  }

  private static String lastStage(Path pipeline) throws IOException {
    try (Stream<Path> stages = Files.list(pipeline.resolve("stages"))) {
      return stages.sorted().reduce((first, second) -> second).orElseThrow().toString();
    }
  }

  @Test
  void errorsOfFeaturesAddUpToTheRelativeError() {
    Path errors = folder.resolve("errors");
    CommandRun run =
        CommandRun.done(
            "evaluate", "--model", model, "--input", input, "--features-output", errors);

    List<Row> rows = parquet(errors);
    assertThat(rows).extracting(row -> row.getString(0)).containsExactlyElementsOf(TABLE.names());
    double error = 0;
    double squares = 0;
    for (Row row : rows) {
      double squared = SmallTable.ROWS * row.<Double>getAs("meanSquaredError");
      error += squared;
      squares += squared / Math.pow(row.<Double>getAs("relativeError"), 2);
      assertThat(row.<Double>getAs("explained")).isLessThanOrEqualTo(1);
      assertThat(row.<Double>getAs("mean")).isBetween(0.0, 1.0);
    }
    assertThat(Math.sqrt(error / squares))
        .isCloseTo(run.number("relativeError"), within(1e-4 * run.number("relativeError")));
  }

  @Test
  void aDryRunCountsAndWritesNothing() {
    Path nothing = folder.resolve("nothing");
    CommandRun run =
        CommandRun.done(
            "fit",
            "--input",
            input,
            "--rank",
            2,
            "--dry-run",
            "--max-iter",
            40,
            "--model",
            nothing);

    assertThat(nothing).doesNotExist();
    assertThat(run.json())
        .containsEntry("n", SmallTable.ROWS)
        .containsEntry("m", SmallTable.COLUMNS)
        .containsEntry("nonZeros", SmallTable.ROWS * SmallTable.COLUMNS)
        .containsEntry("rounds", 70)
        .containsEntry("partitions", 1)
        .containsEntry("source", "in-process");
    assertThat(run.number("estimatedSeconds")).isPositive();
    // Blocks, and as many encoder inputs a row as the table has columns: all directions are kept.
    assertThat(run.number("memoryMB") * 1024 * 1024)
        .isCloseTo(2 * 4.0 * SmallTable.ROWS * SmallTable.COLUMNS, within(1.0));
    assertThat(run.json()).containsEntry("warnings", List.of());
  }

  @Test
  void aSampleIsTheSameInAnyOrderOfRows() throws IOException {
    List<String> lines = TABLE.lines(",", true, true);
    List<String> turned = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.reverse(turned);
    turned.add(0, lines.get(0));
    Path other = SmallTable.write(folder.resolve("other-order.csv"), turned);

    List<String> some = ids(transform(input, "sample-1", "--sample", 0.5));
    List<String> same = ids(transform(other, "sample-2", "--sample", 0.5));
    List<String> another = ids(transform(input, "sample-3", "--sample", 0.5, "--seed", 2));

    assertThat(some).hasSizeBetween(4, 20).containsExactlyInAnyOrderElementsOf(same);
    assertThat(another).isNotEqualTo(some);
  }

  private static List<String> ids(Path output) {
    return parquet(output).stream().map(row -> row.getString(0)).toList();
  }

  @Test
  void annotationsAreCarriedThroughInTheOrderOfTheTable() {
    Path facts =
        SmallTable.write(
            folder.resolve("facts.csv"),
            List.of("sample,kind,place", "s3,\"dog, small\",here", "s1,cat,there", "s99,owl,away"));

    List<Row> rows =
        parquet(
            transform(input, "annotated", "--annotations", facts, "--annotation-columns", "kind"));

    assertThat(rows).extracting(row -> row.getString(0)).containsExactlyElementsOf(TABLE.ids());
    assertThat(rows.get(0).<String>getAs("kind")).isEqualTo("cat");
    assertThat(rows.get(1).<String>getAs("kind")).isNull();
    assertThat(rows.get(2).<String>getAs("kind")).isEqualTo("dog, small");
    assertThat(rows.get(0).schema().fieldNames()).doesNotContain("place");
  }

  @Test
  void aLongTableGivesTheRowsOfTheWideOne() {
    List<String> cells = new ArrayList<>();
    for (int j = SmallTable.COLUMNS - 1; j >= 0; j--) {
      for (int i = 0; i < SmallTable.ROWS; i++) {
        cells.add(TABLE.ids().get(i) + "\t" + TABLE.names().get(j) + "\t" + TABLE.values()[i][j]);
      }
    }
    Path inLong = SmallTable.write(folder.resolve("long.tsv.gz"), cells);

    List<Row> rows = parquet(transform(inLong, "from-long", "--long-columns", "1,2,3"));

    assertThat(rows).isEqualTo(parquet(transform(input, "from-wide")));
  }
}
