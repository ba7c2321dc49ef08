package io.github.paenmf.core.train;

import java.io.Serializable;

/**
 * One line of a fit's history.
 *
 * @param round count of rounds so far
 * @param phase {@link Phase#WARM} or {@link Phase#TRAIN}
 * @param negativeElbo exact, per row in nats; NaN in rounds that do not work it out
 * @param meanSquaredError squared error per entry of the round's own reading
 * @param noiseVariance sigma^2 of the round
 */
public record RoundRecord(
    int round, Phase phase, double negativeElbo, double meanSquaredError, double noiseVariance)
    implements Serializable {}
