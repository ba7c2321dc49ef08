package io.github.paenmf.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.job.run.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users get wrong: each case ends with exit code 2 and a message that names the place, and
 * nothing is written.
 */
class BadInputTest {

  /** Every line of the table that is printed at the end. */
  private static final List<String> SHOWN = new ArrayList<>();

  /** A small fitted model with named features f1..f5. */
  @TempDir private static Path modelFolder;

  @TempDir private Path folder;

  /**
   * A mistake.
   *
   * @param name what is wrong
   * @param message part of what the user is told
   * @param arguments writes the files into a folder and returns the arguments
   */
  private record Mistake(String name, String message, Function<Path, String[]> arguments) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void aModel() {
    String table = TestTables.write(modelFolder, "good.csv", TestTables.named(12, 5));
    CommandRun fit =
        CommandRun.of(
            "fit",
            "--input",
            table,
            "--rank",
            "2",
            "--max-iter",
            "3",
            "--init-steps",
            "3",
            "--model",
            modelFolder.resolve("model").toString());
    assertThat(fit.code()).as(fit.err()).isZero();
  }

  @AfterAll
  static void show() {
    SHOWN.forEach(System.err::println);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"files", "matrices", "cells", "annotations", "options", "models", "outputs"})
  void isRefusedWithAMessage(Mistake mistake) {
    String[] arguments = mistake.arguments().apply(folder);
    List<String> before = TestTables.below(folder);

    CommandRun outcome = CommandRun.of((Object[]) arguments);

    String said = outcome.err().strip();
    SHOWN.add(mistake.name() + " | " + said.replace(folder.toString(), "").replace('\n', ' '));
    assertThat(outcome.code()).as(said).isEqualTo(2);
    assertThat(said).contains(mistake.message()).doesNotContain("\tat ");
    assertThat(outcome.out()).isEmpty();
    assertThat(TestTables.below(folder)).isEqualTo(before);
  }

  private static Mistake file(String name, String file, String text, String message) {
    return file(name, file, text.getBytes(StandardCharsets.UTF_8), message);
  }

  private static Mistake file(
      String name, String file, byte[] bytes, String message, String... more) {
    return new Mistake(
        name, message, folder -> fit(folder, TestTables.write(folder, file, bytes), more));
  }

  private static Mistake file(
      String name, String file, String text, String message, String... more) {
    return file(name, file, text.getBytes(StandardCharsets.UTF_8), message, more);
  }

  private static String[] fit(Path folder, String input, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("fit", "--input", input, "--model", folder.resolve("model").toString()));
    if (!Arrays.asList(more).contains("--rank")) {
      arguments.addAll(List.of("--rank", "2"));
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static Mistake option(String message, String... more) {
    return new Mistake(
        String.join(" ", more),
        message,
        folder -> fit(folder, TestTables.write(folder, "t.csv", TestTables.named(6, 4)), more));
  }

  static Stream<Mistake> files() {
    String good = TestTables.named(6, 4);
    byte[] packed = TestTables.packed(TestTables.named(400, 40));
    return Stream.of(
        file("negative", "t.csv", "1,2\n3,-4\n5,6\n", "t.csv, line 2, column 2: found '-4'"),
        file("NaN", "t.csv", "1,2\n3,NaN\n5,6\n", "t.csv, line 2, column 2: found 'NaN'"),
        file("NA", "t.csv", "1,2\n3,NA\n5,6\n", "missing values need --missing"),
        file("infinity", "t.csv", "1,2\n3,inf\n5,6\n", "t.csv, line 2, column 2: found 'inf'"),
        file("negative infinity", "t.csv", "1,2\n3,-Infinity\n5,6\n", "found '-Infinity'"),
        file("too large", "t.csv", "1,2\n3,1e39\n5,6\n", "expected a number below 3.4e38"),
        file("beyond double", "t.csv", "1,2\n3,1e999\n5,6\n", "found '1e999'"),
        file("empty cell", "t.csv", "a,b\n1,2\n3,\n5,6\n", "line 3, column 2 (b): found nothing"),
        file(
            "text in a cell", "t.csv", "a,b\n1,2\n3,x1\n5,6\n", "line 3, column 2 (b): found 'x1'"),
        file("decimal comma", "t.tsv", "1,5\t2\n3\t4\n", "found '1,5'"),
        file("hexadecimal", "t.csv", "1,2\n0x1F,3\n5,6\n", "found '0x1F'"),
        file("Java's own suffix", "t.csv", "1,2\n3d,3\n5,6\n", "found '3d'"),
        file("a cell too few", "t.csv", "1,2,3\n4,5\n6,7,8\n", "line 2: has 2 cells, expected 3"),
        file("a cell too many", "t.csv", "1,2\n3,4,5,6\n7,8\n", "line 2: has 4 cells, expected 2"),
        file("header of another width", "t.csv", "a,b,c,d\n1,2\n", "the header has 4 cells"),
        file("a second header", "t.csv", "a,b\n1,2\na,b\n3,4\n", "line 3, column 1 (a): found 'a'"),
        file("empty file", "t.csv", "", "is empty"),
        file("only blank lines", "t.csv", "\n  \n\n", "is empty"),
        file("only a header", "t.csv", "a,b,c\n", "holds a header and nothing else"),
        file("one row", "t.csv", "1,2,3\n", "1 data points with 3 features"),
        file("one column", "t.csv", "1\n2\n3\n", "only one column"),
        file("tabs in .csv", "t.csv", "1\t2\n3\t4\n", "give --format tsv"),
        file("commas in .tsv", "t.tsv", "1,2\n3,4\n", "give --format csv"),
        file("semicolons", "t.csv", "1;2\n3;4\n", "give --delimiter"),
        file("all zero", "t.csv", "0,0\n0,0\n0,0\n", "every value is 0"),
        file("same row name twice", "t.csv", "n,a,b\nx,1,2\ny,3,4\nx,5,6\n", "the name 'x'"),
        file("same column name twice", "t.csv", "n,a,a\nx,1,2\ny,3,4\n", "have the name 'a'"),
        file("no row name", "t.csv", "n,a,b\nx,1,2\n,3,4\nz,5,6\n", "line 3, column 1 (n): found"),
        file("open quote", "t.csv", "n,a,b\n\"x,1,2\ny,3,4\n", "line 2, column 1: a double quote"),
        file("text after a quote", "t.csv", "n,a,b\n\"x\"y,1,2\n", "text follows a closing"),
        file(
            "header forced away",
            "t.csv",
            good,
            "line 1, column 1: found 'name'",
            "--no-header",
            "--no-id"),
        file("name column forced away", "t.csv", good, "line 2, column 1 (name)", "--no-id"),
        file("UTF-16", "t.csv", "1,2\n3,4\n".getBytes(StandardCharsets.UTF_16), "not UTF-8"),
        file(
            "Latin-1 name",
            "t.csv",
            "n,a\nM\u00fc,1\nb,2\n".getBytes(StandardCharsets.ISO_8859_1),
            "not UTF-8"),
        file("cut-off .gz", "t.csv.gz", Arrays.copyOf(packed, packed.length / 2), "cut off"),
        file("no .gz at all", "t.csv.gz", good, "t.csv.gz: "),
        file("no Parquet", "t.parquet", good, "cannot be read as parquet"),
        file("unknown ending", "t.xls", good, "the ending tells no format"),
        new Mistake(
            "missing file",
            "no such file",
            folder -> fit(folder, folder.resolve("absent.csv").toString())),
        new Mistake(
            "empty folder",
            "is a folder without files",
            folder -> fit(folder, mkdir(folder, "d.csv"))),
        new Mistake(
            "folder of folders",
            "with a folder 'x' in it",
            folder -> {
              mkdir(folder, "d.csv/x");
              return fit(folder, folder.resolve("d.csv").toString());
            }));
  }

  private static final String MTX = "%%MatrixMarket matrix coordinate real general\n";

  private static Mistake matrix(String name, String text, String message, String... more) {
    return file(name, "m.mtx", text, message, more);
  }

  private static Mistake folder10x(String name, String message, String... filesAndTexts) {
    return new Mistake(
        name,
        message,
        folder -> {
          for (int f = 0; f < filesAndTexts.length; f += 2) {
            TestTables.write(folder, "x/" + filesAndTexts[f], filesAndTexts[f + 1]);
          }
          return fit(folder, folder.resolve("x").toString());
        });
  }

  static Stream<Mistake> matrices() {
    String small = MTX + "2 3 2\n1 1 5\n2 3 1\n";
    byte[] packed = TestTables.packed(MTX + "900 9 900\n" + "1 1 5\n".repeat(900));
    return Stream.of(
        matrix("no banner", "2 3 1\n1 1 5\n", "m.mtx, line 1: found '2 3 1', expected '%%Matrix"),
        matrix(
            "dense matrix",
            "%%MatrixMarket matrix array real general\n2 1\n1\n2\n",
            "the form is 'array', expected coordinate; save a dense matrix as CSV"),
        matrix(
            "complex numbers",
            "%%MatrixMarket matrix coordinate complex general\n1 1 1\n1 1 2 3\n",
            "the field is 'complex', expected real or integer"),
        matrix("no size", MTX + "% only a comment\n", "holds no line with its size"),
        matrix("size of two numbers", MTX + "2 3\n1 1 5\n", "line 2: found '2 3', expected 'ROWS"),
        matrix("no entries", MTX + "2 3 0\n", "holds no entry"),
        matrix(
            "row beyond the size",
            MTX + "2 3 2\n1 1 5\n3 1 1\n",
            "line 4, column 1 (row): found '3', expected a row from 1 to 2"),
        matrix(
            "column 0",
            MTX + "2 3 2\n1 1 5\n2 0 1\n",
            "line 4, column 2 (column): found '0', expected a column from 1 to 3"),
        matrix(
            "negative entry",
            MTX + "2 3 2\n1 1 5\n2 1 -1\n",
            "line 4, column 3 (value): found '-1', expected a number >= 0"),
        matrix(
            "entry without value", MTX + "2 3 2\n1 1 5\n2 1\n", "column 3 (value): found nothing"),
        matrix("NaN entry", MTX + "2 3 2\n1 1 5\n2 1 nan\n", "column 3 (value): found 'nan'"),
        matrix("four numbers", MTX + "2 3 2\n1 1 5\n2 1 1 9\n", "line 4: has more than 3 numbers"),
        matrix("too few entries", MTX + "2 3 5\n1 1 5\n2 1 1\n", "holds 2 entries, expected 5"),
        matrix("too many entries", MTX + "2 3 1\n1 1 5\n2 1 1\n", "holds 2 entries, expected 1"),
        matrix(
            "entry twice",
            MTX + "2 3 3\n1 1 5\n2 1 1\n1 1 5\n",
            "two values for row 1 and column 1 (m.mtx, line 3 and m.mtx, line 5)"),
        matrix(
            "symmetric and not square",
            "%%MatrixMarket matrix coordinate real symmetric\n2 3 1\n1 1 5\n",
            "a symmetric matrix of 2 x 3"),
        matrix("all entries 0", MTX + "2 3 1\n1 1 0\n", "every value is 0"),
        matrix("long layout of a matrix", small, "--layout long is for tables", "--layout", "long"),
        matrix(
            "absent name file", small, "--row-names r.txt: no such file", "--row-names", "r.txt"),
        file("cut-off .mtx.gz", "m.mtx.gz", Arrays.copyOf(packed, 60), "cut off"),
        folder10x(
            "10x without barcodes",
            "expected one of barcodes.tsv",
            "matrix.mtx",
            small,
            "genes.tsv",
            "a\nb\n"),
        folder10x(
            "name file too short",
            "barcodes.tsv: has 2 names, expected 3, one for each of the matrix's columns",
            "matrix.mtx",
            small,
            "genes.tsv",
            "a\nb\n",
            "barcodes.tsv",
            "A\nB\n"),
        folder10x(
            "name file too long",
            "genes.tsv: has 3 names, expected 2, one for each of the matrix's rows",
            "matrix.mtx",
            small,
            "genes.tsv",
            "a\nb\nc\n",
            "barcodes.tsv",
            "A\nB\nC\n"),
        folder10x(
            "barcode twice",
            "two data points have the name 'A'",
            "matrix.mtx",
            small,
            "genes.tsv",
            "a\nb\n",
            "barcodes.tsv",
            "A\nB\nA\n"),
        new Mistake(
            "name column that is not there",
            "a line has 1 columns, expected 2",
            folder -> {
              String matrix = TestTables.write(folder, "m.mtx", small);
              String names = TestTables.write(folder, "names.tsv", "a\nb\nc\n");
              return fit(folder, matrix, "--column-names", names, "--name-column", "2");
            }),
        file("GCT without version", "t.gct", "Name\tDescription\ts1\n", "is too short"),
        file("GCT of another version", "t.gct", "#1.1\n1\t1\n", "line 1: found '#1.1'"),
        file("GCT size", "t.gct", "#1.2\n3\n", "line 2: found '3', expected 2 numbers"),
        file(
            "GCT header",
            "t.gct",
            "#1.2\n1\t3\nName\tDescription\ts1\ts2\ng\t-\t1\t2\n",
            "t.gct, line 3: has 4 cells, expected 5"),
        file(
            "GCT rows",
            "t.gct",
            "#1.2\n3\t2\nName\tDescription\ts1\ts2\ng\t-\t1\t2\nh\t-\t1\t2\n",
            "holds 2 rows of values, expected 3"),
        file("libsvm index 0", "t.libsvm", "1 0:5 2:1\n", "cannot be read as libsvm"),
        file("libsvm text", "t.libsvm", "1 1:five\n", "cannot be read as libsvm"),
        file("libsvm negative", "t.libsvm", "1 1:2 2:-1\n0 1:1\n", "found -1.0, expected"));
  }

  private static Mistake cells(String name, String text, String message, String... more) {
    List<String> all = new ArrayList<>(List.of("--layout", "long"));
    all.addAll(List.of(more));
    return file(name, "t.csv", text, message, all.toArray(String[]::new));
  }

  static Stream<Mistake> cells() {
    String good = "p,f,v\na,x,1\na,y,2\nb,x,3\nb,y,4\n";
    return Stream.of(
        cells("cell twice", good + "a,x,1\n", "'a' and 'x' (t.csv, line 2 and t.csv, line 6)"),
        cells(
            "two columns",
            "a,1\nb,2\n",
            "has 2 columns when divided by comma, expected at least 3"),
        cells("long text", good + "c,x,many\n", "line 6, column 3 (v): found 'many'"),
        cells("long negative", good + "c,x,-2\n", "line 6, column 3 (v): found '-2'"),
        cells("long gap", good + "c,x,\n", "line 6, column 3 (v): found nothing"),
        cells("long without a name", good + ",x,2\n", "line 6, column 1 (p): found nothing"),
        cells("long ragged", good + "c,x\n", "line 6: has 2 cells, expected 3"),
        cells("long header only", "p,f,v\n", "holds a header and nothing else"),
        cells(
            "long unknown column",
            good,
            "--long-columns w: there is no such",
            "--long-columns",
            "p,f,w"),
        cells("long column twice", good, "names column f twice", "--long-columns", "p,f,f"),
        cells("long two of three", good, "expected POINT,FEATURE,VALUE", "--long-columns", "p,v"),
        cells("long with kept columns", good, "give --annotations", "--keep", "v"),
        cells("long empty", "", "is empty"),
        file(
            "long columns of a wide table",
            "t.csv",
            good,
            "contradict",
            "--layout",
            "rows",
            "--long-columns",
            "p,f,v"),
        new Mistake(
            "unknown table",
            "cannot be read as a table of Spark's catalogue",
            folder -> fit(folder, "table:no_such_table")),
        new Mistake(
            "long table with none of the model's features",
            "none of the model's 5 features occurs in the table; it has x, y, the model f1",
            folder ->
                transform(
                    folder, good, modelFolder.resolve("model").toString(), "--layout", "long")));
  }

  private static Mistake annotated(String name, String text, String message, String... more) {
    return new Mistake(
        name,
        message,
        folder -> {
          List<String> all =
              new ArrayList<>(List.of("--annotations", TestTables.write(folder, "a.csv", text)));
          all.addAll(List.of(more));
          return fit(
              folder,
              TestTables.write(folder, "t.csv", TestTables.named(6, 4)),
              all.toArray(String[]::new));
        });
  }

  static Stream<Mistake> annotations() {
    return Stream.of(
        annotated("annotations of others", "id,kind\nq1,dog\n", "has none of the 6 data points"),
        annotated("annotation twice", "id,kind\nr1,dog\nr1,cat\n", "'r1' occurs twice"),
        annotated("annotation ragged", "id,kind\nr1,dog,cat\n", "a line has 3 cells, expected 2"),
        annotated("annotations of one column", "id\nr1\n", "has one column"),
        annotated("annotations empty", "", "expected one file with a header"),
        annotated(
            "annotation column",
            "id,kind\nr1,dog\n",
            "there is no such column, expected one of kind",
            "--annotation-columns",
            "sort"),
        annotated("annotation named id", "name,id\nr1,dog\n", "has a column 'id' already"),
        annotated("annotation named scale", "name,scale\nr1,2\n", "has the name of a result"),
        option("--annotations none.csv: no such file", "--annotations", "none.csv"),
        option("needs --annotations", "--annotation-columns", "kind"),
        option("expected a share in (0, 1]", "--sample", "0"),
        option("expected a share in (0, 1]", "--sample", "1.5"),
        option("'some'", "--sample", "some"),
        option("'--duplicates'", "--duplicates", "median"),
        option("expected a number >= 1", "--name-column", "0"));
  }

  private static String mkdir(Path folder, String name) {
    try {
      return Files.createDirectories(folder.resolve(name)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Mistake> options() {
    return Stream.of(
        option("expected a number >= 1", "--rank", "0"),
        option("expected a number >= 1", "--rank", "-3"),
        option("expected a rank from 1 to 4", "--rank", "5"),
        option("'two'", "--rank", "two"),
        option("Unknown option", "--rnak", "3"),
        option("--scale", "--scale", "rows"),
        option("--layout", "--layout", "diagonal"),
        option("--format", "--format", "xls"),
        option("contradict", "--id", "name", "--no-id"),
        option("--ranks, --figures: how a report looks", "--ranks", "DIR", "--figures"),
        option("no such column", "--id", "title"),
        option("no such column", "--keep", "f9"),
        option("learned when not set (> 0)", "--noise-variance", "0"),
        option("most rounds", "--max-iter", "-1"),
        option("whole schedule (>= 0)", "--tol", "-2"),
        option("out of its domain", "--tol", "Infinity"),
        option("switches it off (>= 0)", "--kl-weight", "NaN"),
        option("auto, newton, adam, gd, l-bfgs", "--solver", "sgd"),
        option("auto, random, median, expected", "--sampling", "mean"),
        option("nmf, nndsvd, random", "--init-mode", "zeros"),
        option("fixed, backtracking", "--line-search", "wolfe"),
        option("hals, multiplicative", "--parts-update", "als"),
        option("smooth", "--encoder-activation", "tanh"),
        option("shape k0", "--prior-shape", "0"),
        option("scale lambda0", "--prior-scale", "-1"),
        option("solver's own (>= 0)", "--step-size", "-1"),
        option("collects on the driver (>= 0)", "--max-in-process-mb", "-1"),
        option("cut by features", "--max-sums-mb", "0"),
        option("size of a block", "--max-block-size-mb", "-1"),
        option("partitions of the blocks", "--partitions", "-1"),
        option("do not go together", "--solver", "l-bfgs", "--sampling", "random"),
        option("do not go together", "--solver", "newton", "--line-search", "backtracking"),
        option("expected a number > 0", "--library-size", "-5"),
        option("--missing", "--missing", "guess"),
        option("goes along the features", "--missing", "forward-fill"),
        option("no feature is left", "--min-occurrence", "100"),
        new Mistake("no command", "no command given", folder -> new String[] {}),
        new Mistake("unknown command", "fitt", folder -> new String[] {"fitt"}),
        new Mistake("no input", "--input", folder -> new String[] {"fit", "--rank", "2"}));
  }

  private static String[] transform(Path folder, String table, String model, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "transform",
                "--model",
                model,
                "--input",
                TestTables.write(folder, "t.csv", table),
                "--output",
                folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private static String fitted() {
    return modelFolder.resolve("model").toString();
  }

  /** A fit that is to go on from a model. */
  private static Mistake goOn(String message, Function<Path, String> initial, String... more) {
    return new Mistake(
        "going on: " + message,
        message,
        folder ->
            Stream.concat(
                    Stream.of(
                        "fit",
                        "--input",
                        TestTables.write(folder, "t.csv", TestTables.named(6, 5)),
                        "--model",
                        folder + "/new",
                        "--initial-model",
                        initial.apply(folder)),
                    Stream.of(more))
                .toArray(String[]::new));
  }

  static Stream<Mistake> models() {
    return Stream.of(
        new Mistake(
            "missing model",
            "no such model folder",
            folder -> transform(folder, TestTables.named(4, 5), folder + "/absent")),
        new Mistake(
            "no model folder",
            "is not a model folder",
            folder -> transform(folder, TestTables.named(4, 5), mkdir(folder, "other"))),
        goOn("no such model folder", folder -> folder + "/absent"),
        goOn("expected 2, as --initial-model", folder -> fitted(), "--rank", "3"),
        goOn("prepares rows as in its own fit", folder -> fitted(), "--scale", "max"),
        goOn("expected SOFTPLUS8 and EXP", folder -> fitted(), "--encoder-activation", "relu"),
        new Mistake(
            "neither rank nor initial model",
            "--rank is missing",
            folder ->
                new String[] {
                  "fit",
                  "--input",
                  TestTables.write(folder, "t.csv", TestTables.named(6, 5)),
                  "--model",
                  folder + "/model"
                }),
        new Mistake(
            "damaged model",
            "is the folder damaged?",
            folder -> {
              mkdir(folder, "broken/metadata");
              mkdir(folder, "broken/stages");
              return transform(folder, TestTables.named(4, 5), folder + "/broken");
            }),
        new Mistake(
            "cut-off array in a model",
            "is the folder damaged?",
            folder -> {
              String broken = copyOfModel(folder);
              TestTables.write(folder, "broken/" + arrayOf(Path.of(broken)), new byte[20]);
              return transform(folder, TestTables.named(4, 5), broken);
            }),
        new Mistake(
            "feature of the model absent",
            "1 of the model's 5 features are not in the table: f5",
            folder ->
                transform(folder, TestTables.named(4, 4), modelFolder.resolve("model").toString())),
        new Mistake(
            "another width without names",
            "has 4 features, expected the model's 5",
            folder ->
                transform(folder, "1,2,3,4\n5,6,7,8\n", modelFolder.resolve("model").toString())));
  }

  private static String copyOfModel(Path folder) {
    Path from = modelFolder.resolve("model");
    TestTables.below(from).stream()
        .map(Path::of)
        .filter(Files::isRegularFile)
        .forEach(
            file -> {
              try {
                TestTables.write(
                    folder, "broken/" + from.relativize(file), Files.readAllBytes(file));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return folder.resolve("broken").toString();
  }

  /** Path of one of a model's arrays below its folder. */
  private static String arrayOf(Path model) {
    return TestTables.below(model).stream()
        .filter(file -> file.endsWith(".npy"))
        .map(file -> model.relativize(Path.of(file)).toString())
        .findFirst()
        .orElseThrow();
  }

  static Stream<Mistake> outputs() {
    return Stream.of(
        new Mistake(
            "model folder exists",
            "exists already",
            folder -> {
              mkdir(folder, "model");
              return fit(folder, TestTables.write(folder, "t.csv", TestTables.named(6, 4)));
            }),
        new Mistake(
            "credible level of 1",
            "--credible-level 1.0: expected a number in (0, 1)",
            folder ->
                transform(
                    folder,
                    TestTables.named(4, 5),
                    modelFolder.resolve("model").toString(),
                    "--credible-level",
                    "1")),
        new Mistake(
            "output exists",
            "exists already",
            folder -> {
              mkdir(folder, "out");
              return transform(
                  folder, TestTables.named(4, 5), modelFolder.resolve("model").toString());
            }),
        new Mistake(
            "parts exist",
            "--parts",
            folder -> {
              TestTables.write(folder, "parts.csv", "part,feature,weight\n");
              return fit(
                  folder,
                  TestTables.write(folder, "t.csv", TestTables.named(6, 4)),
                  "--parts",
                  folder.resolve("parts.csv").toString());
            }),
        new Mistake(
            "errors of features exist",
            "--features-output",
            folder -> {
              mkdir(folder, "errors");
              return new String[] {
                "evaluate",
                "--model",
                modelFolder.resolve("model").toString(),
                "--input",
                TestTables.write(folder, "t.csv", TestTables.named(4, 5)),
                "--features-output",
                folder.resolve("errors").toString()
              };
            }),
        new Mistake(
            "no place for the model",
            "--model DIR is missing",
            folder ->
                new String[] {
                  "fit",
                  "--rank",
                  "2",
                  "--input",
                  TestTables.write(folder, "t.csv", TestTables.named(6, 4))
                }),
        new Mistake(
            "a file in the way",
            "is a file, not a folder",
            folder -> {
              String table = TestTables.write(folder, "t.csv", TestTables.named(6, 4));
              return new String[] {
                "fit", "--input", table, "--rank", "2", "--model", table + "/model"
              };
            }));
  }
}
