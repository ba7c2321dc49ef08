package io.github.paenmf.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.job.report.browser.Chromium;
import io.github.paenmf.job.report.browser.Shots;
import io.github.paenmf.job.report.browser.Tab;
import io.github.paenmf.job.run.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pages as a browser shows them: images, lines over dates, and genes, from stand-ins and, where
 * they are there, from real tables. Screenshots go to the folder {@code report.screenshots} when it
 * is set.
 */
class ReportPageTest {

  private static final List<Integer> WIDTHS = List.of(390, 1440);

  /** Smaller text, in screen pixels, is hard to read. */
  private static final double LEAST_TEXT = 9;

  @TempDir private static Path folder;
  @TempDir private static Path profile;

  private static Chromium browser;

  @BeforeAll
  static void start() throws IOException {
    Path program = Chromium.find().orElse(null);
    Assumptions.assumeTrue(
        program != null, "no Chromium is installed: reports are not opened in a browser");
    browser = Chromium.start(program, profile);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  /** A report to look at. */
  private enum Domain {
    IMAGES,
    PRICES,
    GENES
  }

  @ParameterizedTest
  @EnumSource
  void standInLooksRight(Domain domain) throws IOException {
    String page = folder.resolve(domain.name()).toString();
    switch (domain) {
      case IMAGES -> fit(ReportTables.images(folder), page, 3, "--scale", "max", "--image", "6x6");
      case PRICES ->
          fit(ReportTables.prices(folder), page, 3, "--layout", "columns", "--scale", "column-max");
      case GENES ->
          fit(
              ReportTables.genes(folder),
              page,
              2,
              "--layout",
              "columns",
              "--scale",
              "column-max",
              "--annotations",
              ReportTables.samples(folder));
    }
    look(Path.of(page, Report.PAGE), "standin-" + domain.name().toLowerCase(java.util.Locale.ROOT));
  }

  static Stream<List<String>> realTables() {
    return Stream.of(
        List.of(
            "paper/Vfaces.csv",
            "9",
            "--scale",
            "max",
            "--image",
            "19x19",
            "--image-order",
            "columns"),
        List.of(
            "stocks_ftse_2013_2017/ftse_close_wide_complete43.csv", "6", "--scale", "column-max"),
        List.of("leukaemia_all_aml/all_aml_5000x38.csv", "3", "--scale", "column-max"));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("realTables")
  void realTableLooksRight(List<String> table) throws IOException {
    Path input = Path.of(System.getProperty("data.dir"), table.get(0));
    Assumptions.assumeTrue(
        Files.exists(input), () -> input + " is absent: its report is not looked at");
    String name = input.getFileName().toString();
    String page = folder.resolve(name + "-report").toString();
    List<String> options = new ArrayList<>(table.subList(2, table.size()));
    options.addAll(List.of("--layout", "columns"));
    if (table.get(0).startsWith("leukaemia")) {
      options.addAll(
          List.of("--annotations", input.resolveSibling("all_aml_samples.csv").toString()));
    }
    fit(input.toString(), page, Integer.parseInt(table.get(1)), options.toArray(String[]::new));
    look(Path.of(page, Report.PAGE), name);
  }

  private void fit(String input, String page, int rank, String... options) {
    List<Object> args = new ArrayList<>(List.of("fit", "--input", input, "--rank", rank));
    args.addAll(
        List.of("--model", page + "-model", "--report", page, "--max-iter", 3, "--init-steps", 5));
    args.addAll(Arrays.asList(options));
    CommandRun.done(args.toArray());
  }

  private void look(Path page, String name) throws IOException {
    Tab tab = browser.tab();
    for (int width : WIDTHS) {
      tab.view(width, 900, width == 390);
      tab.open(page.toUri().toString());
      assertThat(complaints(tab)).as("console at %d", width).isEmpty();
      assertThat(requests(tab)).as("requests at %d", width).containsOnly(page.toUri().toString());
      assertThat(tab.value("document.querySelectorAll('main section').length").asInt())
          .isGreaterThanOrEqualTo(8);
      assertThat(tab.value(EMPTY_PICTURES)).as("empty pictures at %d", width).isEmpty();
      assertThat(tab.value("document.documentElement.scrollWidth").asInt())
          .as("width of the page in a window of %d", width)
          .isLessThanOrEqualTo(width);
      assertThat(tab.value(CUT_TEXTS)).as("texts cut off at %d", width).isEmpty();
      assertThat(tab.value("(" + SMALLEST_TEXT + ")()").asDouble())
          .as("smallest text at %d", width)
          .isGreaterThanOrEqualTo(LEAST_TEXT);
      assertThat(tab.value("document.scripts.length").asInt()).isEqualTo(1);
      assertThat(tab.value(TIP_OF_FIRST_HINT).asText()).isNotBlank();
      String shots = System.getProperty("report.screenshots");
      if (shots != null) {
        Shots.take(tab, width, width == 390, Path.of(shots), name);
      }
    }
  }

  private static List<String> complaints(Tab tab) {
    return Stream.of("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")
        .flatMap(event -> tab.events(event).stream())
        .map(JsonNode::toString)
        .toList();
  }

  private static List<String> requests(Tab tab) {
    return tab.events("Network.requestWillBeSent").stream()
        .map(event -> event.path("request").path("url").asText())
        .filter(url -> !url.startsWith("data:"))
        .toList();
  }

  /** Labels of SVG pictures that have no size or nothing drawn, and images that did not decode. */
  private static final String EMPTY_PICTURES =
      """
      Array.from(document.querySelectorAll('figure svg')).filter(svg => {
        const box = svg.getBoundingClientRect();
        const drawn = Array.from(svg.querySelectorAll('path,rect,image')).some(e => {
          const b = e.getBBox(); return b.width + b.height > 0; });
        const coded = Array.from(svg.querySelectorAll('image')).every(
          i => i.href.baseVal.startsWith('data:image/png;base64,') && i.href.baseVal.length > 60);
        return box.width < 40 || box.height < 20 || !drawn || !coded;
      }).map(svg => svg.getAttribute('aria-label'))
      """;

  /** Texts of pictures that leave the picture, and elements wider than what they stand in. */
  private static final String CUT_TEXTS =
      """
      Array.from(document.querySelectorAll('figure svg text')).filter(text => {
        const box = text.getBoundingClientRect();
        const svg = text.ownerSVGElement.getBoundingClientRect();
        return box.width > 0 && (box.left < svg.left - 1 || box.right > svg.right + 1
          || box.top < svg.top - 1 || box.bottom > svg.bottom + 1);
      }).map(text => text.textContent).concat(
        Array.from(document.querySelectorAll('h1,h2,h3,p,figcaption,dt,dd')).filter(
          e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent))
      """;

  private static final String SMALLEST_TEXT =
      """
      function () {
        let least = 100;
        document.querySelectorAll('body *').forEach(e => {
          const own = Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim());
          if (!own || e.tagName === 'SCRIPT' || e.closest('[hidden]')) return;
          const size = parseFloat(getComputedStyle(e).fontSize);
          const scale = e.ownerSVGElement ? e.getScreenCTM().a || e.ownerSVGElement.getScreenCTM().a
            : 1;
          least = Math.min(least, size * Math.abs(scale));
        });
        return least;
      }
      """;

  /** What the tip says when the first hint is pointed at. */
  private static final String TIP_OF_FIRST_HINT =
      """
      (function () {
        const hit = document.querySelector('[data-t]');
        const box = hit.getBoundingClientRect();
        hit.dispatchEvent(new PointerEvent('pointermove',
          {bubbles: true, clientX: box.left + 1, clientY: box.top + 1}));
        const tip = document.getElementById('tip');
        return tip.hidden ? '' : tip.textContent;
      })()
      """;
}
