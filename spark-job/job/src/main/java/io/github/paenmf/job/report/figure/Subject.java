package io.github.paenmf.job.report.figure;

import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.RowGenerator;
import io.github.paenmf.core.fitted.RowPosterior;
import io.github.paenmf.job.report.ImageShape;
import io.github.paenmf.job.report.View;
import io.github.paenmf.job.report.sample.RowPool;
import io.github.paenmf.job.report.sample.RowUnits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is drawn: a model, and the rows that were sampled for it.
 *
 * @param model the model
 * @param featureNames one a feature; empty when there are none
 * @param image how a row makes an image; {@code null} when it makes none
 * @param view how rows and parts are shown when they are no images
 * @param pool posteriors of sampled rows
 * @param features values of the rows that are shown, in the model's units, by name
 * @param units in which rows are shown
 * @param seed of the samples drawn
 * @param norms ||w_j|| of every part
 */
public record Subject(
    FittedModel model,
    List<String> featureNames,
    ImageShape image,
    View view,
    RowPool pool,
    Map<String, double[]> features,
    RowUnits units,
    long seed,
    double[] norms) {

  /** A subject whose parts are measured here. */
  public static Subject of(
      FittedModel model,
      List<String> featureNames,
      ImageShape image,
      View view,
      RowPool pool,
      Map<String, double[]> features,
      RowUnits units,
      long seed) {
    double[] norms = new double[model.rank()];
    for (int j = 0; j < norms.length; j++) {
      norms[j] = norm(part(model, j));
    }
    return new Subject(model, featureNames, image, view, pool, features, units, seed, norms);
  }

  /** Part j as it is in the parts matrix, m values. */
  public double[] part(int j) {
    return part(model, j);
  }

  private static double[] part(FittedModel model, int j) {
    int m = model.features();
    double[] part = new double[m];
    for (int t = 0; t < m; t++) {
      part[t] = model.parts()[j * m + t];
    }
    return part;
  }

  /** Number under which a part's coefficient is written by transform. */
  public static String partName(int j) {
    return "part " + (j + 1);
  }

  /** Name of a feature, or its number from 1. */
  public String featureName(int t) {
    return featureNames.isEmpty() ? "feature " + (t + 1) : featureNames.get(t);
  }

  /** W_f h. */
  public double[] reconstruct(double[] h) {
    int m = model.features();
    float[] parts = model.parts();
    double[] row = new double[m];
    for (int j = 0; j < h.length; j++) {
      for (int t = 0; t < m; t++) {
        row[t] += parts[j * m + t] * h[j];
      }
    }
    return row;
  }

  /** Reconstruction of a row of the pool from its posterior medians. */
  public double[] median(int row) {
    return reconstruct(pool.medians(row));
  }

  /** A row drawn from the posterior of a row of the pool; the same for the same draw. */
  public double[] drawn(int row, int draw) {
    RowPosterior posterior = new RowPosterior(pool.scale()[row], pool.shape()[row]);
    long index = ((long) pool.ids().get(row).hashCode() << 16) + draw;
    float[] latents = new RowGenerator(model, seed, false).latents(index, posterior);
    double[] h = new double[latents.length];
    Arrays.setAll(h, j -> latents[j]);
    return reconstruct(h);
  }

  /** Values of a row of the pool, in the units of the fit. */
  public double[] original(int row) {
    return features.get(pool.ids().get(row));
  }

  /** Values like a row of the pool, from the units of the fit to those in which it is shown. */
  public double[] shown(int row, double[] values) {
    return units.shown(pool.ids().get(row), values);
  }

  /** A sentence for figures in the table's own units, empty where nothing was scaled. */
  String inTableUnits() {
    return units.scaled() && units.own() ? " Values are in the table's own units." : "";
  }

  /** A sentence for values in the units of the fit, empty where nothing was scaled. */
  String inModelUnits(String values) {
    return units.scaled() ? " " + values + " are in the units of the fit." : "";
  }

  /** Rows of the pool whose values are there, at most so many. */
  public int[] shown(int most) {
    return IntStream.range(0, pool.size())
        .filter(i -> features.containsKey(pool.ids().get(i)))
        .limit(most)
        .toArray();
  }

  /** Parts by how much of the rows they make, ||w_j|| mean(h_j), the largest first. */
  public int[] partsBySize() {
    double[] size = sizes();
    return IntStream.range(0, size.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer j) -> -size[j]).thenComparing(j -> j))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Share of each part in the rows of the pool: ||w_j|| mean(h_j) over the sum of all. */
  public double[] shares() {
    double[] shares = sizes();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(size -> sum > 0 ? size / sum : 0).toArray();
  }

  private double[] sizes() {
    double[] sizes = new double[model.rank()];
    for (int i = 0; i < pool.size(); i++) {
      double[] medians = pool.medians(i);
      for (int j = 0; j < sizes.length; j++) {
        sizes[j] += medians[j];
      }
    }
    for (int j = 0; j < sizes.length; j++) {
      sizes[j] *= norms[j];
    }
    return sizes;
  }

  /** Euclidean length. */
  public static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
  }

  /** Latents of a row by how much of it they make, the largest first. */
  List<Integer> latentsOf(int row) {
    double[] medians = pool.medians(row);
    List<Integer> latents = new ArrayList<>(IntStream.range(0, medians.length).boxed().toList());
    double[] size = new double[medians.length];
    for (int j = 0; j < size.length; j++) {
      size[j] = medians[j] * norms[j];
    }
    latents.sort(Comparator.comparingDouble(j -> -size[j]));
    return latents;
  }
}
