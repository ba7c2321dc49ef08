package io.github.paenmf.job.report.figure;

import io.github.paenmf.core.latent.WeibullPosterior;
import io.github.paenmf.job.report.draw.Numbers;
import io.github.paenmf.job.report.draw.Panel;
import io.github.paenmf.job.report.draw.Series.Style;
import io.github.paenmf.job.report.figure.Densities.Curve;
import io.github.paenmf.job.report.figure.Figure.Group;
import io.github.paenmf.job.report.figure.Figure.Key;
import io.github.paenmf.job.report.figure.Figure.Legend;
import java.util.ArrayList;
import java.util.List;

/** The posterior of a row's latents with the prior; the paper's figure 5. */
public final class PosteriorFigure {

  private static final int LATENTS = 12;

  private PosteriorFigure() {}

  /** The figure. */
  public static Figure of(Subject subject) {
    int row = subject.shown(1)[0];
    List<Integer> latents = subject.latentsOf(row);
    List<Panel> panels = new ArrayList<>();
    WeibullPosterior prior =
        new WeibullPosterior(
            subject.model().latent().priorShape(), subject.model().latent().priorScale());
    for (int j : latents.subList(0, Math.min(LATENTS, latents.size()))) {
      WeibullPosterior posterior =
          Densities.posterior(subject.pool().shape()[row], subject.pool().scale()[row], j);
      List<Curve> curves =
          List.of(
              new Curve("prior", prior, Style.DASHED, 0),
              new Curve(Subject.partName(j), posterior, Style.AREA, 1));
      double reach = Math.max(Densities.reach(curves), prior.quantile(0.9));
      panels.add(
          Densities.draw(
              curves,
              reach,
              "posterior of the coefficient of " + Subject.partName(j),
              Subject.partName(j) + ", k " + Numbers.significant(posterior.shape(), 3)));
    }
    return new Figure(
        "posteriors",
        "How sure a coefficient is",
        "The distribution of row "
            + subject.pool().ids().get(row)
            + "'s coefficient of each part, for the "
            + panels.size()
            + " parts that make most of it; dashed, the prior that every coefficient starts from."
            + " A narrow peak (a high shape k) is a coefficient that the row settles well. Every"
            + " curve is scaled to the same height: compare places and widths. (The paper's"
            + " figure 5.)",
        List.of(
            new Group(
                "",
                150,
                260,
                panels,
                List.of(Legend.of(Key.of(1, "posterior"), new Key(0, true, "prior"))))));
  }
}
