package io.github.paenmf.bench.reproduce;

import io.github.paenmf.spark.PaeNmf;

/** The four ways of training of the paper's figure 5. */
enum Variant {
  /** As the paper trains. */
  RANDOM_KL("random h, with KL", "random", 1),
  /** The same without the divergence from the prior. */
  RANDOM_NO_KL("random h, without KL", "random", 0),
  /** Trained on the medians. */
  MEDIAN_KL("median h, with KL", "median", 1),
  /** Trained on the medians, without the divergence. */
  MEDIAN_NO_KL("median h, without KL", "median", 0);

  final String title;
  private final String sampling;
  private final double klWeight;

  Variant(String title, String sampling, double klWeight) {
    this.title = title;
    this.sampling = sampling;
    this.klWeight = klWeight;
  }

  /** An estimator that differs from the other variants in this one respect. */
  PaeNmf estimator(int rank, double noiseVariance, int rounds) {
    return new PaeNmf()
        .setRank(rank)
        .setSolver("adam")
        .setSampling(sampling)
        .setKlWeight(klWeight)
        .setNoiseVariance(noiseVariance)
        .setMaxIter(rounds)
        .setTol(0);
  }
}
