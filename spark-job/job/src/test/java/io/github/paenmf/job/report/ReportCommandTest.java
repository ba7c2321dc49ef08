package io.github.paenmf.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.job.TestTables;
import io.github.paenmf.job.run.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command report: what it writes, what it refuses, and that names stay text. */
class ReportCommandTest {

  @TempDir private static Path folder;

  private static String genes;
  private static String model;

  @BeforeAll
  static void fit() {
    genes = ReportTables.genes(folder);
    model = folder.resolve("model").toString();
    CommandRun.done(
        "fit",
        "--input",
        genes,
        "--layout",
        "columns",
        "--scale",
        "column-max",
        "--rank",
        2,
        "--max-iter",
        5,
        "--model",
        model);
  }

  private CommandRun report(String output, Object... options) {
    Object[] args = new Object[7 + options.length];
    System.arraycopy(
        new Object[] {"report", "--model", model, "--input", genes, "--output", output},
        0,
        args,
        0,
        7);
    System.arraycopy(options, 0, args, 7, options.length);
    return CommandRun.of(args);
  }

  @Test
  void hostileNamesStayText() throws IOException {
    String output = folder.resolve("hostile").toString();

    CommandRun run =
        report(
            output, "--annotations", ReportTables.samples(folder), "--title", ReportTables.HOSTILE);

    assertThat(run.code()).as(run.err()).isZero();
    String html = Files.readString(Path.of(output, Report.PAGE));
    assertThat(html)
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .doesNotContain("<img")
        .doesNotContain("alert(1)>")
        .doesNotContain("</script><script");
    assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(1);
    assertThat(html).contains("default-src 'none'");
  }

  @Test
  void writesOnePageAndOnRequestFigures() throws IOException {
    String output = folder.resolve("figures").toString();

    CommandRun run = report(output, "--figures");

    assertThat(run.json()).containsEntry("output", output).containsEntry("n", 20);
    assertThat(run.json().get("figures"))
        .isEqualTo(
            List.of(
                "training",
                "reconstructions",
                "parts",
                "posteriors",
                "similarity",
                "samples",
                "coefficients"));
    assertThat(TestTables.below(Path.of(output)))
        .contains(output + "/index.html", output + "/figures/parts.svg")
        .noneMatch(file -> file.endsWith(".crc"));
    assertThat(Files.readString(Path.of(output, "figures", "parts.svg")))
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
        .contains("<rect");
  }

  @Test
  void rowsAreShownInTheirOwnUnitsAndPairsCanBeRead() throws IOException {
    String output = folder.resolve("units").toString();

    report(output, "--view", "lines");

    String html = Files.readString(Path.of(output, Report.PAGE));
    // Gene 12 is the largest, so its scaled value is 1 in every sample; in the table it is 900 up.
    Matcher shown = Pattern.compile(": (9\\d\\d[.\\d]*), reconstructed (\\d+)").matcher(html);
    assertThat(shown.results().map(hit -> Double.parseDouble(hit.group(2))))
        .isNotEmpty()
        .allSatisfy(value -> assertThat(value).isBetween(500.0, 1500.0));
    assertThat(html)
        .containsPattern("Values are in the table.{1,6}s own units\\.")
        .contains("Weights are in the units of the fit.")
        .containsPattern("Two similar rows: mean overlap [\\d.e-]+ %, divergence [\\d.^]+ nats")
        .doesNotContain("a million nats");
  }

  @Test
  void sameInputGivesTheSamePage() throws IOException {
    String first = folder.resolve("first").toString();
    String second = folder.resolve("second").toString();

    report(first);
    report(second);

    assertThat(Files.readString(Path.of(second, Report.PAGE)))
        .isEqualTo(Files.readString(Path.of(first, Report.PAGE)));
  }

  @Test
  void refusesAnImageOfAnotherSize() {
    String output = folder.resolve("image").toString();

    CommandRun run = report(output, "--image", "9x9");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--image 9x9", "81 pixels", "90 features");
    assertThat(Path.of(output)).doesNotExist();
  }

  @Test
  void fitRefusesAnImageOfAnotherSizeBeforeItFits() {
    Path other = folder.resolve("never");

    CommandRun run =
        CommandRun.of(
            "fit",
            "--input",
            genes,
            "--layout",
            "columns",
            "--rank",
            2,
            "--model",
            other,
            "--report",
            folder.resolve("never-report"),
            "--image",
            "3x4");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--image 3x4").doesNotContain("fitted");
    assertThat(other).doesNotExist();
  }

  @Test
  void refusesWhatItCannotReadAsAnImage() {
    assertThat(report(folder.resolve("bad").toString(), "--image", "19").code()).isEqualTo(2);
  }

  @Test
  void refusesAnOutputThatIsThere() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    Files.writeString(there.resolve("mine.txt"), "mine");

    assertThat(report(there.toString()).code()).isEqualTo(2);
    assertThat(there.resolve("mine.txt")).hasContent("mine");
    assertThat(report(there.toString(), "--overwrite").code()).isZero();
    assertThat(there.resolve("mine.txt")).doesNotExist();
    assertThat(there.resolve(Report.PAGE)).exists();
  }

  @Test
  void namesAnnotationsThatAreNotThere() {
    String output = folder.resolve("annotate").toString();

    CommandRun run =
        report(output, "--annotations", ReportTables.samples(folder), "--annotate", "stage");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--annotate stage", "diagnosis");
    assertThat(Path.of(output)).doesNotExist();
  }

  @Test
  void namesAnAnnotationFileOfOtherRows() {
    String other = TestTables.write(folder, "other.csv", "sample,type\nx,1\n");

    CommandRun run = report(folder.resolve("other").toString(), "--annotations", other);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("other.csv: has none of the");
  }

  @Test
  void showsTheCurvesOfRankSelection() throws IOException {
    Path ranks = Files.createDirectory(folder.resolve("ranks"));
    Files.writeString(
        ranks.resolve("ranks.json"),
        """
        {"rank":3,"criterion":"description length","table":[
          {"rank":2,"descriptionLength":10.5,"dispersion":0.9},
          {"rank":3,"descriptionLength":8.25,"dispersion":0.7},
          {"rank":4,"descriptionLength":9,"dispersion":null}]}
        """);
    String output = folder.resolve("with-ranks").toString();

    CommandRun run = report(output, "--ranks", ranks);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(Path.of(output, Report.PAGE)))
        .contains("Choice of the rank", "descriptionLength", "rank 3: 8.25", "dispersion");
  }

  @Test
  void refusesARankFolderWithoutCurves() throws IOException {
    Path ranks = Files.createDirectory(folder.resolve("no-ranks"));

    CommandRun absent = report(folder.resolve("r1").toString(), "--ranks", ranks);
    Files.writeString(ranks.resolve("ranks.json"), "{\"rank\":");
    CommandRun damaged = report(folder.resolve("r2").toString(), "--ranks", ranks);

    assertThat(absent.code()).isEqualTo(2);
    assertThat(absent.err()).contains("holds no ranks.json");
    assertThat(damaged.code()).isEqualTo(2);
    assertThat(damaged.err()).contains("cannot be read");
  }
}
