package io.github.paenmf.core.io;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.ExogenousScaling;
import io.github.paenmf.core.pass.ObjectiveFigures;
import io.github.paenmf.core.pass.Whitening;
import io.github.paenmf.core.train.InProcessSource;
import io.github.paenmf.core.train.Phase;
import io.github.paenmf.core.train.RoundRecord;
import io.github.paenmf.core.train.Trainer;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Models to store. */
final class ModelExamples {

  private ModelExamples() {}

  /** Rank 2, 5 features, 3 whitened inputs, with names and stored rows. */
  static StoredModel whitened() {
    Weights trained =
        new Weights(
            2,
            5,
            3,
            new float[] {0.5f, 0.25f, 0f, 1f, 0.125f, 0f, 0.75f, 0.5f, 0.1f, 0.3f},
            new float[] {0.2f, -0.1f, 0.05f, 0.1f, 0.15f, -0.2f},
            new float[] {0.9f, 0.8f},
            new float[] {0.1f, 0.2f, -0.3f, -0.15f, 0.25f, 0.05f},
            new float[] {2f, 2.5f},
            0.01);
    Whitening whitening =
        new Whitening(
            5,
            3,
            new float[] {
              0.5f, 0.1f, -0.2f, 0.3f, 0.7f, -0.4f, 0.6f, 0.2f, 0.1f, -0.1f, 0.05f, -0.35f, 0.8f,
              0.15f, 0.25f
            },
            new float[] {0.3f, -0.2f, 0.4f});
    return of(
        FittedModel.of(trained, whitening, LatentSpec.recommended(1, 1), 1),
        new String[] {"alpha", "Beta-2", "gène", "tab\there", "quote\"d"},
        new StoredPosteriors(
            3,
            2,
            new float[] {1, 0.5f, 0.25f, 2, 3, 0.1f},
            new float[] {10, 20, 30, 5, 0.7f, 8},
            new float[] {1, 2.5f, 0.5f}));
  }

  /** Rank 1, 2 features, one whitened input and two extra ones. */
  static StoredModel exogenous() {
    Weights trained =
        new Weights(
            1,
            2,
            3,
            new float[] {0.5f, 1.5f},
            new float[] {0.2f, -0.1f, 0.3f},
            new float[] {0.9f},
            new float[] {0.1f, 0.4f, -0.2f},
            new float[] {2f},
            0.01);
    Whitening whitening =
        new Whitening(
            2,
            1,
            new float[] {0.5f, -0.25f},
            new float[] {0.3f},
            new ExogenousScaling(
                new float[] {-3, 10}, new float[] {2, 4}, new float[] {0.5f, 1, 0.1f, 0, 0.1f, 1}));
    return of(
        FittedModel.of(trained, whitening, LatentSpec.recommended(1, 1), 1),
        null,
        StoredPosteriors.none(1));
  }

  /** Rank 1, 3 features, encoder on the row itself, no names, no stored rows. */
  static StoredModel plain() {
    Weights trained =
        new Weights(
            1,
            3,
            3,
            new float[] {1, 2, 3},
            new float[] {0.1f, 0.2f, 0.3f},
            new float[] {0.4f},
            new float[] {-0.1f, 0f, 0.1f},
            new float[] {1f},
            1e-300);
    return of(
        FittedModel.of(trained, null, LatentSpec.paper(1, 2), 0), null, StoredPosteriors.none(1));
  }

  private static StoredModel of(FittedModel model, String[] names, StoredPosteriors posteriors) {
    Map<String, Object> params = new TreeMap<>();
    params.put("maxIter", 100);
    params.put("tol", 0.1 + 0.2);
    params.put("whole", 3.0);
    params.put("tiny", Double.MIN_VALUE);
    params.put("large", 1e300);
    params.put("seed", Long.MIN_VALUE);
    params.put("init", "nmf");
    params.put("featuresCol", "features");
    params.put("fitted", true);
    params.put("absent", null);
    params.put("steps", List.of(Map.of("kind", "log1p"), List.of(1, 2.5)));
    return new StoredModel(
        model,
        names,
        new ObjectiveFigures(
            60,
            model.features(),
            model.rank(),
            -1234.5678901234567,
            Math.PI,
            Double.POSITIVE_INFINITY,
            1.0 / 3,
            0.04,
            model.encoder().noiseVariance(),
            0,
            1),
        List.of(
            new RoundRecord(1, Phase.WARM, Double.NaN, 0.1, 0.01),
            new RoundRecord(2, Phase.TRAIN, -7.25, Double.MIN_NORMAL, 1e-3)),
        params,
        new Provenance("00ff", 60, "in-process", "cpu", "0.1.0", "17.0.1", null),
        posteriors);
  }

  /** A random table of rank 3 with noise: n rows of 12 values, many of them 0. */
  static float[][] table(int n) {
    Random random = new Random(7);
    float[][] rows = new float[n][12];
    double[][] parts = new double[3][12];
    for (double[] part : parts) {
      for (int t = 0; t < part.length; t++) {
        part[t] = Math.max(0, random.nextGaussian());
      }
    }
    for (float[] row : rows) {
      for (double[] part : parts) {
        double h = -Math.log(1 - random.nextDouble());
        for (int t = 0; t < row.length; t++) {
          row[t] += (float) (h * part[t]);
        }
      }
      for (int t = 0; t < row.length; t++) {
        row[t] = random.nextInt(4) == 0 ? 0 : row[t] + 0.1f * random.nextFloat();
      }
    }
    return rows;
  }

  /** A short fit of the table. */
  static StoredModel fitted(float[][] rows, TrainingParams params) {
    List<DataPoint> points = new ArrayList<>();
    for (float[] row : rows) {
      points.add(DataPoint.dense(row, 1));
    }
    int features = rows[0].length;
    BlockLayout layout = BlockLayout.of(rows.length, features, (long) rows.length * features, 0, 1);
    try (InProcessSource source = InProcessSource.of(points, features, layout, CpuKernel::new, 1)) {
      TrainingResult result = new Trainer(params, TrainingListener.SILENT).fit(source);
      return new StoredModel(
          FittedModel.of(result.weights(), result.whitening(), params.latent(), params.klWeight()),
          null,
          result.figures(),
          result.history(),
          Map.of("rank", params.rank()),
          new Provenance(null, rows.length, result.source(), result.backend(), "test", "17", null),
          StoredPosteriors.none(params.rank()));
    }
  }
}
