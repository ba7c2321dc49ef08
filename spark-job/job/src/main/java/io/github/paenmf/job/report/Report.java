package io.github.paenmf.job.report;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.output.Destination;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.report.draw.Numbers;
import io.github.paenmf.job.report.figure.CoefficientsFigure;
import io.github.paenmf.job.report.figure.Figure;
import io.github.paenmf.job.report.figure.PartsFigure;
import io.github.paenmf.job.report.figure.PosteriorFigure;
import io.github.paenmf.job.report.figure.ReconstructionFigure;
import io.github.paenmf.job.report.figure.SamplesFigure;
import io.github.paenmf.job.report.figure.SimilarityFigure;
import io.github.paenmf.job.report.figure.Subject;
import io.github.paenmf.job.report.figure.TrainingFigure;
import io.github.paenmf.job.report.page.Facts;
import io.github.paenmf.job.report.page.Page;
import io.github.paenmf.job.report.page.StandaloneSvg;
import io.github.paenmf.job.report.sample.Annotations;
import io.github.paenmf.job.report.sample.RowPairs;
import io.github.paenmf.job.report.sample.RowPool;
import io.github.paenmf.job.report.sample.RowSampler;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.spark.PaeNmfSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A report: one page with pictures, made from the model, exact figures of the whole table, and a
 * bounded sample of its rows.
 */
public final class Report {

  /** Name of the page in the report's folder. */
  public static final String PAGE = "index.html";

  private static final String FIGURES = "figures";

  /** Rows whose values come to the driver; fewer when they are very long. */
  private static final int SHOWN_ROWS = 12;

  private static final long SHOWN_VALUES = 8_000_000;

  private final Page page;
  private final boolean svgFiles;

  private Report(Page page, boolean svgFiles) {
    this.page = page;
    this.svgFiles = svgFiles;
  }

  /**
   * Looks at what can be wrong with the settings before any long work is done.
   *
   * @throws UserError when rows do not fill the image, or the rank selection can't be read
   */
  public static void check(SparkSession spark, ReportSettings settings, int features) {
    if (settings.image() != null) {
      settings.image().require(features);
    }
    if (settings.rankFolder() != null) {
      RankSelection.figure(spark.sparkContext().hadoopConfiguration(), settings.rankFolder());
    }
  }

  /**
   * Makes the page.
   *
   * @param saved the model
   * @param table the rows as they were read
   * @param prepared the rows as the model takes them
   * @param evaluation the model's figures on these rows
   * @throws UserError when rows do not fill the image, or an annotation is not to be had
   */
  public static Report make(
      SavedModel saved,
      Table table,
      PreparedTable prepared,
      PaeNmfSummary evaluation,
      ReportSettings settings) {
    SparkSession spark = table.rows().sparkSession();
    check(spark, settings, prepared.features());
    RowSampler sampler = new RowSampler(prepared, saved.model(), settings.seed());
    RowPool pool = sampler.pool(new Annotations(table.kept(), settings.annotations()));
    RowPairs pairs = pool.size() >= 3 ? RowPairs.find(pool) : null;
    List<String> shown = shownIds(pool, pairs, prepared.features());
    Subject subject =
        Subject.of(
            saved.model().fitted(),
            prepared.featureNames(),
            settings.image(),
            settings.view().resolve(prepared.featureNames()),
            pool,
            sampler.features(shown),
            RowSampler.units(table.rows(), saved.preparation(), shown),
            settings.seed());
    List<Figure> figures = new ArrayList<>();
    if (!saved.model().summary().history().isEmpty()) {
      figures.add(TrainingFigure.of(saved.model().summary().history()));
    }
    figures.add(ReconstructionFigure.of(subject));
    figures.add(PartsFigure.of(subject));
    figures.add(PosteriorFigure.of(subject));
    if (pairs != null) {
      figures.add(SimilarityFigure.of(subject, pairs));
    }
    figures.add(SamplesFigure.of(subject));
    figures.add(CoefficientsFigure.of(subject));
    if (settings.rankFolder() != null) {
      figures.add(
          RankSelection.figure(spark.sparkContext().hadoopConfiguration(), settings.rankFolder()));
    }
    String name = fileName(table.source());
    String title = settings.title() == null ? name : settings.title();
    Page page =
        new Page(
            title,
            lead(evaluation, subject),
            headline(evaluation),
            figures,
            RunFacts.of(saved, prepared, evaluation, name, spark.version()));
    return new Report(page, settings.svgFiles());
  }

  private static List<String> shownIds(RowPool pool, RowPairs pairs, int features) {
    int rows = (int) Math.max(3, Math.min(SHOWN_ROWS, SHOWN_VALUES / features));
    Set<String> ids = new LinkedHashSet<>(pool.ids().subList(0, Math.min(rows, pool.size())));
    if (pairs != null) {
      ids.add(pool.ids().get(pairs.one()));
      ids.add(pool.ids().get(pairs.similar()));
      ids.add(pool.ids().get(pairs.dissimilar()));
    }
    return List.copyOf(ids);
  }

  private static String lead(PaeNmfSummary evaluation, Subject subject) {
    return String.format(
        Locale.ROOT,
        "%s rows with %s features each, explained by %d non-negative parts that all rows share. How"
            + " much of each part a row has is a distribution, so every coefficient comes with its"
            + " uncertainty.%s",
        Numbers.count(evaluation.n()),
        Numbers.count(evaluation.m()),
        evaluation.rank(),
        units(subject));
  }

  private static String units(Subject subject) {
    if (!subject.units().scaled()) {
      return "";
    }
    return subject.units().own()
        ? " Rows, their reconstructions and new rows are shown in the table's own units; parts,"
            + " coefficients and figures are in those of the fit, after the preparation."
        : " All values are in the units of the fit, after the preparation.";
  }

  private static Facts headline(PaeNmfSummary evaluation) {
    return Facts.of("")
        .with("rows", Numbers.count(evaluation.n()))
        .with("features", Numbers.count(evaluation.m()))
        .with("parts", evaluation.rank())
        .with("relative error", Numbers.significant(evaluation.relativeError(), 3))
        .with("negativeElbo, nats a row", Numbers.significant(evaluation.negativeElbo(), 5));
  }

  /** Paths may hold what is nobody's business; the last name is enough. */
  private static String fileName(String source) {
    String trimmed = source.replaceAll("[/\\\\]+$", "");
    return trimmed.substring(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1);
  }

  /** The page as HTML. */
  public String html() {
    return page.html();
  }

  /** The figures in their order. */
  public List<Figure> figures() {
    return page.figures();
  }

  /** Writes the folder and moves it to its place when it is whole. */
  public void write(Destination destination) throws IOException {
    Path folder = new Path(destination.temporary());
    write(destination, new Path(folder, PAGE), html());
    if (svgFiles) {
      for (Figure figure : figures()) {
        int number = 0;
        for (Figure.Group group : figure.groups()) {
          number++;
          String name = figure.id() + (figure.groups().size() > 1 ? "-" + number : "") + ".svg";
          int columns = (int) Math.max(1, Math.round(Math.sqrt(group.panels().size())));
          write(
              destination,
              new Path(new Path(folder, FIGURES), name),
              StandaloneSvg.of(group.panels(), columns, true));
        }
      }
    }
    destination.commit();
  }

  private static void write(Destination destination, Path file, String text) throws IOException {
    // A checksum file beside each would only puzzle whoever opens the folder.
    FileSystem fileSystem =
        destination.fileSystem() instanceof LocalFileSystem local
            ? local.getRaw()
            : destination.fileSystem();
    try (OutputStream out = fileSystem.create(file, false)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
