package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.Noise;
import io.github.paenmf.core.pass.Statistics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The posteriors of {@link PosteriorPass}: those of the rows with the smallest numbers. */
public final class PosteriorSample implements Statistics<PosteriorSample> {

  private static final long serialVersionUID = 1L;

  private final int rank;
  private final int most;
  private List<Drawn> drawn = new ArrayList<>();

  private transient RowScorer scorer;
  private transient long lastKey;
  private transient int occurrence = -1;

  /** No rows. */
  PosteriorSample(int rank, int most) {
    this.rank = rank;
    this.most = most;
  }

  /** A row in the sample and its number. */
  private record Drawn(double number, RowPosterior posterior, float weight)
      implements Serializable {

    static final Comparator<Drawn> ORDER =
        Comparator.comparingDouble(Drawn::number)
            .thenComparing(row -> row.posterior().scale(), Arrays::compare)
            .thenComparing(row -> row.posterior().shape(), Arrays::compare)
            .thenComparing(Drawn::weight);
  }

  /**
   * The number of the next row, in (0, 1). Equal rows stand side by side in one partition, and each
   * of them has a number of its own.
   */
  double number(long seed, long key) {
    occurrence = key == lastKey ? occurrence + 1 : 0;
    lastKey = key;
    return Noise.epsilon(seed, DrawStream.SAMPLE, key, occurrence);
  }

  RowScorer scorer(FittedModel model) {
    if (scorer == null) {
      scorer = new RowScorer(model);
    }
    return scorer;
  }

  void offer(double number, RowPosterior posterior, float weight) {
    drawn.add(new Drawn(number, posterior, weight));
    if (drawn.size() > 2 * most) {
      trim();
    }
  }

  @Override
  public void add(PosteriorSample other) {
    drawn.addAll(other.drawn);
    trim();
  }

  private void trim() {
    drawn.sort(Drawn.ORDER);
    if (drawn.size() > most) {
      drawn = new ArrayList<>(drawn.subList(0, most));
    }
  }

  /** The sample, in the order of the numbers. */
  public StoredPosteriors stored() {
    trim();
    int count = drawn.size();
    float[] scale = new float[count * rank];
    float[] shape = new float[count * rank];
    float[] weight = new float[count];
    boolean allOne = true;
    for (int i = 0; i < count; i++) {
      Drawn row = drawn.get(i);
      System.arraycopy(row.posterior().scale(), 0, scale, i * rank, rank);
      System.arraycopy(row.posterior().shape(), 0, shape, i * rank, rank);
      weight[i] = row.weight();
      allOne &= weight[i] == 1f;
    }
    return new StoredPosteriors(count, rank, scale, shape, allOne ? null : weight);
  }
}
