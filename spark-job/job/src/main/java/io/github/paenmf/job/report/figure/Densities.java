package io.github.paenmf.job.report.figure;

import io.github.paenmf.core.latent.WeibullPosterior;
import io.github.paenmf.job.report.draw.Axis;
import io.github.paenmf.job.report.draw.Numbers;
import io.github.paenmf.job.report.draw.Panel;
import io.github.paenmf.job.report.draw.Plot;
import io.github.paenmf.job.report.draw.Series;
import io.github.paenmf.job.report.draw.Series.Style;
import java.util.List;

/** Curves of Weibull densities, each scaled to height 1. */
public final class Densities {

  private static final int STEPS = 90;
  private static final double TAIL = 0.998;
  private static final double LEAST_SHAPE = 1e-3;

  private Densities() {}

  /**
   * A density to draw.
   *
   * @param name for hints
   * @param posterior the distribution
   * @param style how it is drawn
   * @param colour 0 to 8
   */
  public record Curve(String name, WeibullPosterior posterior, Style style, int colour) {}

  /** The distribution of a row's latent. */
  public static WeibullPosterior posterior(float[] shape, float[] scale, int j) {
    return new WeibullPosterior(Math.max(LEAST_SHAPE, shape[j]), Math.max(1e-30, scale[j]));
  }

  /** From 0 to where the widest curve ends; curves that only serve as ground do not count. */
  public static double reach(List<Curve> curves) {
    return curves.stream()
        .filter(curve -> curve.style() != Style.DASHED)
        .mapToDouble(curve -> curve.posterior().quantile(TAIL))
        .max()
        .orElse(1);
  }

  /** One latent, the axis from 0 to {@code reach}. */
  public static Panel draw(List<Curve> curves, double reach, String label, String caption) {
    Plot plot =
        new Plot(180, 120, Axis.linear(0, 1.05 * reach), Axis.linear(0, 1.08)).withoutUpNumbers();
    for (Curve curve : curves) {
      plot.add(series(curve, 1.05 * reach));
    }
    return plot.draw(label, caption);
  }

  private static Series series(Curve curve, double reach) {
    WeibullPosterior posterior = curve.posterior();
    boolean ground = curve.style() == Style.DASHED;
    double from = ground ? reach / 400 : Math.max(reach / 4000, posterior.quantile(5e-4));
    double to = ground ? reach : Math.min(reach, posterior.quantile(0.9995));
    double[] x = new double[STEPS + 1];
    double[] y = new double[STEPS + 1];
    double peak = 0;
    for (int s = 0; s <= STEPS; s++) {
      x[s] = from + (to - from) * s / STEPS;
      y[s] = posterior.density(x[s]);
      peak = Math.max(peak, y[s]);
    }
    for (int s = 0; s <= STEPS && peak > 0; s++) {
      y[s] /= peak;
    }
    String hint =
        curve.name()
            + ": scale "
            + Numbers.text(posterior.scale())
            + ", shape "
            + Numbers.text(posterior.shape())
            + ", median "
            + Numbers.text(posterior.median());
    String[] hints = null;
    if (!ground) {
      // One hint a curve is enough: at its median.
      double median = posterior.median();
      int place =
          (int) Math.max(0, Math.min(STEPS, Math.round((median - from) / (to - from) * STEPS)));
      hints = new String[STEPS + 1];
      for (int s = 0; s <= STEPS; s++) {
        hints[s] = s == place ? hint : null;
      }
    }
    return new Series(curve.name(), x, y, curve.style(), curve.colour(), hints);
  }
}
