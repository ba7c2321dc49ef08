package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.io.StandaloneScorer;
import io.github.paenmf.job.run.CommandRun;
import io.github.paenmf.job.run.SmallTable;
import io.github.paenmf.job.run.TestSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns beside a table as extra inputs of the encoder. */
class ExogenousOptionTest {

  private static final SmallTable TABLE = SmallTable.generate();

  @TempDir private Path folder;

  private Path table;
  private Path samples;
  private Path model;

  @BeforeEach
  void write() {
    table = TABLE.csv(folder.resolve("table.csv"));
    List<String> lines = new ArrayList<>(List.of("sample,log sum,side,kind"));
    for (int i = 0; i < SmallTable.ROWS; i++) {
      lines.add(TABLE.ids().get(i) + "," + inputs(i)[0] + "," + inputs(i)[1] + ",k" + i % 2);
    }
    samples = SmallTable.write(folder.resolve("samples.csv"), lines);
    model = folder.resolve("model");
  }

  private static double[] inputs(int row) {
    return new double[] {Math.log(Arrays.stream(TABLE.values()[row]).sum()), row % 2 == 0 ? -4 : 9};
  }

  private CommandRun fit(Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of("fit", "--input", table, "--rank", 2, "--model", model, "--scale", "max"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  @Test
  void theModelReadsThemWhereverItIsUsed() throws IOException {
    CommandRun fitted = fit("--annotations", samples, "--exogenous", "log sum,side");
    assertThat(fitted.code()).as(fitted.err()).isZero();
    Path output = folder.resolve("out");
    Object[] rows = {"--model", model, "--input", table, "--annotations", samples};

    CommandRun.done(with(rows, "transform", "--output", output));
    CommandRun evaluated = CommandRun.done(with(rows, "evaluate"));
    assertThat(evaluated.number("negativeElbo"))
        .isCloseTo(fitted.number("negativeElbo"), within(1e-3));
    CommandRun.done(with(rows, "report", "--output", folder.resolve("page")));
    CommandRun.done(
        "generate", "--model", model, "--count", 3, "--output", folder.resolve("new.csv"));
    CommandRun.done(
        "generate",
        "--model",
        model,
        "--count",
        3,
        "--like",
        table,
        "--annotations",
        samples,
        "--output",
        folder.resolve("like.csv"));

    Row first = TestSpark.session().read().parquet(output.toString()).filter("id = 's1'").first();
    float[] coefficients =
        StandaloneScorer.load(model).score(TABLE.values()[0], inputs(0)).coefficients();
    assertThat(first.<Float>getList(first.fieldIndex("coefficients")))
        .containsExactly(coefficients[0], coefficients[1]);
    assertThat(fit("--overwrite").number("negativeElbo"))
        .isNotEqualTo(fitted.number("negativeElbo"));
  }

  private static Object[] with(Object[] rows, Object command, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(rows));
    arguments.addAll(List.of(more));
    return arguments.toArray();
  }

  @Test
  void whatIsNoNumberOrAbsentIsNamed() {
    CommandRun text = fit("--annotations", samples, "--exogenous", "kind");
    assertThat(text.code()).isEqualTo(2);
    assertThat(text.err()).contains("data point 's1': column 'kind' is 'k0', expected a number");
    CommandRun absent = fit("--annotations", samples, "--exogenous", "age");
    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err()).contains("extra input 'age' is none of the columns");
    assertThat(model).doesNotExist();

    assertThat(fit("--annotations", samples, "--exogenous", "side").code()).isZero();
    CommandRun without = CommandRun.of("evaluate", "--model", model, "--input", table);
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains("extra input 'side' is none of the columns id, features");
  }
}
