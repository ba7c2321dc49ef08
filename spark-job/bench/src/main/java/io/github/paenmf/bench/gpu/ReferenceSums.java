package io.github.paenmf.bench.gpu;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Noise;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.EvaluatePass;
import io.github.paenmf.core.pass.EvaluateStatistics;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.NmfStatistics;
import io.github.paenmf.core.pass.RangePass;
import io.github.paenmf.core.pass.RangeStatistics;
import io.github.paenmf.core.pass.SignPass;
import io.github.paenmf.core.pass.SignStatistics;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
import io.github.paenmf.core.reference.ReferenceLatents;
import io.github.paenmf.core.reference.ReferenceSettings;
import java.util.List;

/** The sums of passes in float64, row by row and as the formulas stand. */
final class ReferenceSums {

  private ReferenceSums() {}

  /** One row with what every pass needs of it. */
  private record Row(double[] x, double[] scores, double weight, long key) {}

  /** What is done with a row. */
  @FunctionalInterface
  private interface Use {
    void of(Row row);
  }

  private static void forEachRow(List<DataBlock> blocks, Use use) {
    for (DataBlock block : blocks) {
      Block x = block.x();
      int q = block.scores() == null ? 0 : block.scores().length / block.rows();
      for (int i = 0; i < x.rows(); i++) {
        double[] scores = new double[q];
        for (int s = 0; s < q; s++) {
          scores[s] = block.scores()[s * block.rows() + i];
        }
        use.of(new Row(CheckTable.row(x, i), scores, x.weight(i), x.keys()[i]));
      }
    }
  }

  static TrainStatistics train(TrainPass pass, List<DataBlock> blocks) {
    Weights w = pass.weights();
    int r = w.rank();
    int q = w.inputs();
    TrainStatistics sums = pass.empty();
    double[] xth = new double[sums.xth.length];
    double[] byScale = new double[r * q];
    double[] byShape = new double[r * q];
    double sigma2 = w.noiseVariance();
    boolean expected = pass.reading() == Reading.EXPECTED;
    ReferenceSettings read = ReferenceSettings.of(pass.latent(), sigma2, 1, pass.reading());
    ReferenceSettings inMean = ReferenceSettings.of(pass.latent(), sigma2, 1, Reading.EXPECTED);
    forEachRow(
        blocks,
        row -> {
          double[] input = row.scores.length == 0 ? row.x : row.scores;
          double[] p = products(w.parts(), r, row.x);
          double[][] a = {encoded(w.scaleCoefficients(), w.scaleBias(), input)};
          double[][] c = {encoded(w.shapeCoefficients(), w.shapeBias(), input)};
          double[][] epsilon = new double[1][r];
          for (int j = 0; j < r; j++) {
            epsilon[0][j] = Noise.epsilon(pass.seed(), pass.round(), row.key, j);
          }
          ReferenceLatents latents = ReferenceLatents.of(read, a, c, epsilon);
          double[] h = latents.h()[0];
          double[] mean = ReferenceLatents.of(inMean, a, c, null).h()[0];
          for (int j = 0; j < r; j++) {
            double dH = -p[j];
            for (int l = 0; l < r; l++) {
              dH += h[l] * pass.gram()[j * r + l];
              sums.hth[j * r + l] += row.weight * h[j] * h[l];
              if (pass.moments()) {
                sums.meanGram[j * r + l] += row.weight * mean[j] * mean[l];
              }
            }
            dH /= sigma2;
            double penalty = expected ? pass.gram()[j * r + j] / (2 * sigma2) : 0;
            double gradA =
                row.weight
                    * (dH * latents.hByA()[0][j]
                        + pass.klWeight() * latents.klByA()[0][j]
                        + penalty * latents.varianceByA()[0][j]);
            double gradC =
                row.weight
                    * (dH * latents.hByC()[0][j]
                        + pass.klWeight() * latents.klByC()[0][j]
                        + penalty * latents.varianceByC()[0][j]);
            sums.scaleBiasGradient[j] += gradA;
            sums.shapeBiasGradient[j] += gradC;
            for (int s = 0; s < q; s++) {
              byScale[j * q + s] += gradA * input[s];
              byShape[j * q + s] += gradC * input[s];
            }
            addScaled(row.weight * h[j], row.x, xth, j * row.x.length);
            sums.ph += row.weight * p[j] * h[j];
            sums.kl += row.weight * latents.kl()[0][j];
            if (pass.moments()) {
              sums.meanPh += row.weight * p[j] * mean[j];
            }
            if (pass.moments() || expected) {
              sums.variances[j] += row.weight * latents.variance()[0][j];
            }
          }
        });
    round(xth, sums.xth);
    round(byScale, sums.scaleGradient);
    round(byShape, sums.shapeGradient);
    return sums;
  }

  static EvaluateStatistics evaluate(EvaluatePass pass, List<DataBlock> blocks) {
    Weights w = pass.weights();
    int r = w.rank();
    EvaluateStatistics sums = pass.empty();
    LatentSpec spec = pass.latent();
    ReferenceSettings inMedian = ReferenceSettings.of(spec, w.noiseVariance(), 1, Reading.MEDIAN);
    ReferenceSettings inMean = ReferenceSettings.of(spec, w.noiseVariance(), 1, Reading.EXPECTED);
    forEachRow(
        blocks,
        row -> {
          double[] p = products(w.parts(), r, row.x);
          double[][] a = {encoded(w.scaleCoefficients(), w.scaleBias(), row.x)};
          double[][] c = {encoded(w.shapeCoefficients(), w.shapeBias(), row.x)};
          ReferenceLatents latents = ReferenceLatents.of(inMedian, a, c, null);
          double[] median = latents.h()[0];
          double[] mean = ReferenceLatents.of(inMean, a, c, null).h()[0];
          for (int j = 0; j < r; j++) {
            for (int l = 0; l < r; l++) {
              sums.meanGram[j * r + l] += row.weight * mean[j] * mean[l];
              sums.medianGram[j * r + l] += row.weight * median[j] * median[l];
            }
            sums.variances[j] += row.weight * latents.variance()[0][j];
            sums.kl[j] += row.weight * latents.kl()[0][j];
            sums.meanSums[j] += row.weight * mean[j];
            sums.meanPh += row.weight * p[j] * mean[j];
            sums.medianPh += row.weight * p[j] * median[j];
          }
          for (double value : row.x) {
            sums.squaredNorm += row.weight * value * value;
          }
          sums.weight += row.weight;
          sums.rows++;
        });
    return sums;
  }

  static NmfStatistics nmf(NmfPass pass, List<DataBlock> blocks) {
    int r = pass.rank();
    int q = pass.inputs();
    NmfStatistics sums = pass.empty();
    double[] xth = new double[sums.xth.length];
    forEachRow(
        blocks,
        row -> {
          double[] p = products(pass.parts(), r, row.x);
          double[] h = solved(pass, p);
          for (int j = 0; j < r; j++) {
            for (int l = 0; l < r; l++) {
              sums.hth[j * r + l] += row.weight * h[j] * h[l];
            }
            for (int s = 0; s < q; s++) {
              sums.scoreProducts[j * q + s] += row.weight * h[j] * row.scores[s];
            }
            sums.sums[j] += row.weight * h[j];
            sums.ph += row.weight * p[j] * h[j];
            addScaled(row.weight * h[j], row.x, xth, j * row.x.length);
          }
          for (int s = 0; s < q; s++) {
            sums.scoreSums[s] += row.weight * row.scores[s];
          }
        });
    round(xth, sums.xth);
    return sums;
  }

  /** Sweeps from the clipped ridge solution. */
  private static double[] solved(NmfPass pass, double[] p) {
    int r = pass.rank();
    double[] h = new double[r];
    for (int j = 0; j < r; j++) {
      for (int l = 0; l < r; l++) {
        h[j] += p[l] * pass.ridgeInverse()[j * r + l];
      }
      h[j] = Math.max(0, h[j]);
    }
    for (int sweep = 0; sweep < pass.sweeps(); sweep++) {
      for (int j = 0; j < r; j++) {
        double target = p[j];
        for (int l = 0; l < r; l++) {
          target -= l == j ? 0 : pass.gram()[j * r + l] * h[l];
        }
        h[j] = Math.max(0, target / pass.gram()[j * r + j]);
      }
    }
    return h;
  }

  static RangeStatistics range(RangePass pass, List<DataBlock> blocks) {
    int count = pass.count();
    RangeStatistics sums = pass.empty();
    double[] product = new double[sums.product.length];
    forEachRow(
        blocks,
        row -> {
          double[] p = products(pass.directions().values(), count, row.x);
          for (int j = 0; j < count; j++) {
            for (int l = 0; l < count; l++) {
              sums.gram[j * count + l] += row.weight * p[j] * p[l];
            }
            sums.sums[j] += row.weight * p[j];
            addScaled(row.weight * p[j], row.x, product, j * row.x.length);
          }
        });
    round(product, sums.product);
    return sums;
  }

  static SignStatistics sign(SignPass pass, List<DataBlock> blocks) {
    SignStatistics sums = pass.empty();
    forEachRow(
        blocks,
        row -> {
          double[] p = products(pass.directions().values(), pass.count(), row.x);
          for (int j = 0; j < p.length; j++) {
            (p[j] > 0 ? sums.positive : sums.negative)[j] += row.weight * p[j] * p[j];
          }
        });
    return sums;
  }

  /** Products of a vector with each of some vectors. */
  static double[] products(float[] vectors, int count, double[] x) {
    double[] products = new double[count];
    for (int j = 0; j < count; j++) {
      for (int t = 0; t < x.length; t++) {
        products[j] += vectors[j * x.length + t] * x[t];
      }
    }
    return products;
  }

  private static double[] encoded(float[] coefficients, float[] bias, double[] input) {
    double[] encoded = products(coefficients, bias.length, input);
    for (int j = 0; j < bias.length; j++) {
      encoded[j] += bias[j];
    }
    return encoded;
  }

  private static void addScaled(double factor, double[] x, double[] into, int from) {
    for (int t = 0; t < x.length; t++) {
      into[from + t] += factor * x[t];
    }
  }

  private static void round(double[] from, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = (float) from[i];
    }
  }
}
