package io.github.paenmf.bench.reproduce;

import io.github.paenmf.core.latent.WeibullPosterior;
import io.github.paenmf.job.report.draw.Numbers;
import io.github.paenmf.job.report.draw.Panel;
import io.github.paenmf.job.report.draw.Series.Style;
import io.github.paenmf.job.report.figure.Densities;
import io.github.paenmf.job.report.figure.Densities.Curve;
import io.github.paenmf.job.report.figure.Figure;
import io.github.paenmf.job.report.figure.Figure.Group;
import io.github.paenmf.job.report.figure.Figure.Key;
import io.github.paenmf.job.report.figure.Figure.Legend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The posterior of one row under the four ways of training; the paper's figure 5. */
final class AblationFigure {

  private static final int LATENTS = 6;

  private AblationFigure() {}

  static Figure of(PaperTable table, Map<Variant, Posteriors> variants) {
    List<Group> groups = new ArrayList<>();
    variants.forEach((variant, posteriors) -> groups.add(group(variant, posteriors)));
    String name = table.name().toLowerCase(Locale.ROOT);
    return new Figure(
        "ablation-" + name,
        "Figure 5, " + name,
        "The first row's coefficients of the "
            + Math.min(LATENTS, table.rank)
            + " parts that it has most of, by the way of training; dashed, the prior. Each curve is"
            + " scaled to the same height.",
        groups);
  }

  private static Group group(Variant variant, Posteriors posteriors) {
    float[] scale = posteriors.scale()[0];
    float[] shape = posteriors.shape()[0];
    List<Panel> panels = new ArrayList<>();
    WeibullPosterior prior = new WeibullPosterior(1, 1);
    IntStream.range(0, scale.length)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> -scale[j]))
        .limit(LATENTS)
        .forEach(
            j -> {
              List<Curve> curves =
                  List.of(
                      new Curve("prior", prior, Style.DASHED, 0),
                      new Curve(
                          "part " + (j + 1), Densities.posterior(shape, scale, j), Style.AREA, 1));
              panels.add(
                  Densities.draw(
                      curves,
                      Math.max(Densities.reach(curves), prior.quantile(0.9)),
                      variant.title + ", part " + (j + 1),
                      "part "
                          + (j + 1)
                          + ", scale "
                          + Numbers.significant(scale[j], 2)
                          + ", k "
                          + Numbers.significant(shape[j], 2)));
            });
    return new Group(
        variant.title,
        150,
        260,
        panels,
        List.of(Legend.of(Key.of(1, "posterior"), new Key(0, true, "prior"))));
  }
}
