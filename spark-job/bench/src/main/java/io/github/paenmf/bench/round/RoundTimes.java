package io.github.paenmf.bench.round;

/**
 * Nanoseconds of one round.
 *
 * @param total the pass and the driver's step
 * @param pass over the blocks
 * @param latents of the pass
 * @param beside what was measured last beside the rounds
 */
record RoundTimes(long total, long pass, long latents, Beside beside) {}
