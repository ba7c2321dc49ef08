package io.github.paenmf.core.fitted;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.Noise;
import java.io.Serializable;
import java.util.Arrays;

/** From which posterior a new row's latents are drawn: a function of the row's index alone. */
@FunctionalInterface
public interface PosteriorChoice extends Serializable {

  /** The posterior for the new row of this index, counted from 0. */
  RowPosterior of(long index);

  /** The prior, for every row. */
  static PosteriorChoice prior(LatentSpec latent, int rank) {
    RowPosterior prior = RowPosterior.prior(latent, rank);
    return index -> prior;
  }

  /**
   * The posterior of a random training row: together the aggregate posterior. A row of weight 2 is
   * taken twice as often.
   *
   * @param kept posteriors of training rows, at least one
   * @param seed of the choice
   * @throws IllegalArgumentException when none are kept
   */
  static PosteriorChoice aggregate(StoredPosteriors kept, long seed) {
    if (kept.count() == 0) {
      throw new IllegalArgumentException(
          "the model keeps no posteriors of training rows, so there is no aggregate to draw from");
    }
    double[] upTo = new double[kept.count()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += kept.weight() == null ? 1 : kept.weight()[i];
      upTo[i] = sum;
    }
    double total = sum;
    return index -> {
      double at = total * Noise.epsilon(seed, DrawStream.CHOICE, index, 0);
      int found = Arrays.binarySearch(upTo, at);
      return kept.row(Math.min(upTo.length - 1, found < 0 ? -found - 1 : found + 1));
    };
  }
}
