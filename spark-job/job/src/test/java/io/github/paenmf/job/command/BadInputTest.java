package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.job.run.CommandRun;
import io.github.paenmf.job.run.SmallTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users get wrong, each with its message: exit code 2, no stack trace, nothing written. Prints
 * the table of all cases.
 */
class BadInputTest {

  private static final SmallTable TABLE = SmallTable.generate();

  private static final String GOOD = "name,a,b,c\np,1,2,3\nq,4,5,6\nr,7,8,10\n";

  private static final List<String> REPORT = new ArrayList<>();

  @TempDir private static Path folder;

  private static Path model;

  /**
   * A case.
   *
   * @param name what is wrong
   * @param file name of the input; absent when {@code bytes} is null
   * @param bytes its content
   * @param options more arguments; with --rank the command is fit, else transform
   * @param message parts of the expected message
   */
  record Case(String name, String file, byte[] bytes, List<String> options, List<String> message) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void fitOnce() {
    model = folder.resolve("model");
    CommandRun.done(
        "fit",
        "--input",
        TABLE.csv(folder.resolve("good-table.csv")),
        "--model",
        model,
        "--rank",
        2,
        "--max-iter",
        5,
        "--init-steps",
        3);
  }

  @AfterAll
  static void printTable() {
    REPORT.forEach(System.out::println);
  }

  private static Case fit(String name, String text, String options, String... message) {
    return file(name, "t.csv", text.getBytes(StandardCharsets.UTF_8), options, message);
  }

  private static Case file(
      String name, String file, byte[] bytes, String options, String... message) {
    return new Case(name, file, bytes, List.of(options.split(" ")), List.of(message));
  }

  static Stream<Case> cases() throws IOException {
    String fit = "--rank 1";
    byte[] packed = packed();
    return Stream.of(
        fit(
            "negative value",
            GOOD.replace("5", "-5"),
            fit,
            "t.csv, line 3, column 3 (b): found '-5', expected a number >= 0"),
        fit(
            "NaN",
            GOOD.replace("5", "NaN"),
            fit,
            "t.csv, line 3, column 3 (b): found 'NaN', expected a number >= 0"),
        fit(
            "infinity",
            GOOD.replace("5", "inf"),
            fit,
            "t.csv, line 3, column 3 (b): found 'inf', expected a number >= 0"),
        fit(
            "beyond single precision",
            GOOD.replace("5", "1e39"),
            fit,
            "line 3, column 3 (b): found '1e39', expected a number below 3.4e38"),
        fit(
            "empty cell",
            GOOD.replace("5", ""),
            fit,
            "t.csv, line 3, column 3 (b): found nothing, expected a number >= 0"),
        fit(
            "not a number",
            GOOD.replace("5", "five"),
            fit,
            "t.csv, line 3, column 3 (b): found 'five', expected a number >= 0"),
        fit(
            "row too short",
            GOOD.replace("q,4,5,6", "q,4,5"),
            fit,
            "t.csv, line 3: has 3 cells, expected 4"),
        fit(
            "row too long",
            GOOD.replace("q,4,5,6", "q,4,5,6,7"),
            fit,
            "t.csv, line 3: has 5 cells, expected 4"),
        fit("quote not closed", GOOD.replace("q,", "\"q,"), fit, "t.csv, line 3", "double quote"),
        fit("rank 0", GOOD, "--rank 0", "--rank 0: expected a number >= 1"),
        fit("rank no number", GOOD, "--rank many", "--rank", "many"),
        fit("rank above the table", GOOD, "--rank 4", "--rank 4", "a rank from 1 to 3"),
        fit("unknown option", GOOD, "--rank 1 --speed 9", "Unknown option", "--speed"),
        fit("unknown scaling", GOOD, "--rank 1 --scale big", "--scale", "expected one of", "'big'"),
        fit("unknown solver", GOOD, "--rank 1 --solver magic", "--solver magic", "adam"),
        fit("negative tolerance", GOOD, "--rank 1 --tol -1", "--tol -1.0: expected"),
        fit(
            "contradictory options",
            GOOD,
            "--rank 1 --id name --no-id",
            "--id name and --no-id contradict each other"),
        fit("no such column", GOOD, "--rank 1 --id nobody", "--id nobody", "name, a, b, c"),
        fit("empty file", "", fit, "t.csv: is empty, expected a table"),
        fit("only a header", "name,a,b,c\n", fit, "holds a header and nothing else"),
        fit("one row", "name,a,b,c\np,1,2,3\n", fit, "1 data points", "at least 2"),
        fit("duplicate id", GOOD.replace("q,", "p,"), fit, "two data points have the name 'p'"),
        fit(
            "duplicate feature",
            GOOD.replace("a,b,c", "a,b,a"),
            fit,
            "two features have the name 'a' (numbers 1 and 3)"),
        fit("wrong delimiter", GOOD.replace(',', ';'), fit, "only one column", "--delimiter"),
        fit("all zero", GOOD.replaceAll("\\d+", "0"), fit, "every value is 0"),
        file(
            "not UTF-8",
            "t.csv",
            GOOD.replace("q,", "\u00fc,").getBytes(StandardCharsets.ISO_8859_1),
            fit,
            "t.csv, line 3, column 1",
            "not UTF-8"),
        file(
            "truncated gzip",
            "t.csv.gz",
            Arrays.copyOf(packed, packed.length / 2),
            fit,
            "t.csv.gz",
            "cut off"),
        file("not a gzip", "t.csv.gz", GOOD.getBytes(StandardCharsets.UTF_8), fit, "t.csv.gz"),
        file("missing file", "t.csv", null, fit, "t.csv: no such file or folder"),
        file("unknown ending", "t.xyz", GOOD.getBytes(StandardCharsets.UTF_8), fit, "--format"),
        file("a text file called Parquet", "t.parquet", GOOD.getBytes(), fit, "cannot be read as"),
        fit("model of another width", GOOD.replace("name,a,b,c\n", ""), "--no-header", "6"),
        fit("names the model lacks", GOOD, "--verbose", "features are not in the table", "g1"));
  }

  private static byte[] packed() throws IOException {
    Path file = Files.createTempFile("packed", ".csv.gz");
    try {
      SmallTable.write(file, TABLE.lines(",", true, true));
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theUserIsToldAndNothingIsWritten(Case wrong, @TempDir Path place) throws IOException {
    Path input = place.resolve(wrong.file());
    if (wrong.bytes() != null) {
      Files.write(input, wrong.bytes());
    }
    List<Path> before = entries(place);
    List<Object> args = new ArrayList<>();
    if (wrong.options().contains("--rank")) {
      args.addAll(List.of("fit", "--input", input, "--model", place.resolve("out")));
    } else {
      args.addAll(List.of("transform", "--model", model, "--input", input));
      args.addAll(List.of("--output", place.resolve("out")));
    }
    args.addAll(wrong.options());

    CommandRun run = CommandRun.of(args.toArray());

    expectUserError(wrong.name(), run, wrong.message(), wrong.options().contains("--verbose"));
    assertThat(entries(place)).isEqualTo(before);
  }

  private static void expectUserError(
      String name, CommandRun run, List<String> message, boolean verbose) {
    REPORT.add(
        "%-28s| %d | %s"
            .formatted(
                name,
                run.code(),
                run.err()
                    .lines()
                    .filter(line -> line.startsWith("paenmf "))
                    .findFirst()
                    .orElse(run.err())));
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    if (!verbose) {
      assertThat(run.err()).doesNotContain("\tat ", "Exception");
    }
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aFolderForAFileAndAnExistingOutputAreRefused(@TempDir Path place) throws IOException {
    Path nested = Files.createDirectories(place.resolve("t.csv/inner")).getParent();
    Path there = Files.createDirectory(place.resolve("there"));
    Path input = TABLE.csv(place.resolve("good.csv"));
    List<Path> before = entries(place);

    expectUserError(
        "a folder for a file",
        CommandRun.of("fit", "--rank", 1, "--input", nested, "--model", place.resolve("out")),
        List.of("is a folder with a folder 'inner' in it, expected a text file"),
        false);
    expectUserError(
        "output exists",
        CommandRun.of("fit", "--rank", 1, "--input", input, "--model", there),
        List.of("--model " + there + ": exists already", "--overwrite"),
        false);
    assertThat(entries(place)).isEqualTo(before);
  }

  private static List<Path> entries(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aDamagedModelFolderIsNamed(String damage, @TempDir Path place) throws IOException {
    Path broken = place.resolve("model");
    damage(damage, broken);
    Path output = place.resolve("out");

    CommandRun run =
        CommandRun.of(
            "transform",
            "--model",
            broken,
            "--input",
            folder.resolve("good-table.csv"),
            "--output",
            output);

    expectUserError("model: " + damage, run, List.of(broken.toString()), false);
    try (Stream<Path> left = Files.list(place)) {
      assertThat(left).isSubsetOf(List.of(broken));
    }
  }

  static Stream<String> damages() {
    return Stream.of("absent", "empty folder", "metadata cut", "array changed", "array absent");
  }

  private static void damage(String kind, Path broken) throws IOException {
    if (kind.equals("absent")) {
      return;
    }
    Files.createDirectory(broken);
    if (kind.equals("empty folder")) {
      return;
    }
    try (Stream<Path> all = Files.walk(model)) {
      for (Path from : all.sorted().toList()) {
        Path to = broken.resolve(model.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else if (!from.getFileName().toString().startsWith(".")) {
          Files.copy(from, to);
        }
      }
    }
    try (Stream<Path> all = Files.walk(broken)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (kind.equals("metadata cut") && name.startsWith("part-0") && name.length() < 12) {
          Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));
        } else if (name.equals("parts.npy") && kind.equals("array absent")) {
          Files.delete(file);
        } else if (name.equals("parts.npy") && kind.equals("array changed")) {
          byte[] bytes = Files.readAllBytes(file);
          bytes[bytes.length - 2] ^= 1;
          Files.write(file, bytes);
        }
      }
    }
  }
}
