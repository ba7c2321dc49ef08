package io.github.paenmf.core.train;

import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.core.pass.Columns;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.NmfStatistics;
import io.github.paenmf.core.pass.SliceWork;
import io.github.paenmf.core.pass.TrainPass;
import io.github.paenmf.core.pass.TrainStatistics;
import java.io.Serializable;

/**
 * The update of W_f where a slice of the features has come together: given H'H no feature knows of
 * another.
 *
 * @param update of the parts
 * @param sweeps of it
 */
record PartsWork(PartsUpdate update, int sweeps) implements Serializable {

  /** In a round of plain NMF. */
  SliceWork<NmfPass, NmfStatistics> ofNmf() {
    return (pass, sums, from, to) ->
        improved(pass.parts(), pass.features(), pass.rank(), sums.xth, sums.hth, null, from, to);
  }

  /** In a round of training. */
  SliceWork<TrainPass, TrainStatistics> ofTraining() {
    return (pass, sums, from, to) ->
        improved(
            pass.weights().parts(),
            pass.features(),
            pass.weights().rank(),
            sums.xth,
            sums.hth,
            pass.reading() == Reading.EXPECTED ? sums.variances : null,
            from,
            to);
  }

  private float[] improved(
      float[] parts,
      int features,
      int rank,
      float[] xth,
      double[] hth,
      double[] penalty,
      int from,
      int to) {
    float[] some = to - from == features ? parts : Columns.of(parts, features, from, to);
    return update.apply(some, xth, hth, penalty, rank, to - from, sweeps);
  }
}
