/**
 * Choosing the rank: criteria that judge a number of parts, each a curve over the ranks tried, and
 * a choice that says how sure it is.
 *
 * <p>A {@link io.github.paenmf.core.rank.RankStudy} makes a {@link
 * io.github.paenmf.core.rank.Candidate} of every rank, asks every {@link
 * io.github.paenmf.core.rank.Criterion} about it, and brings the answers together in a {@link
 * io.github.paenmf.core.rank.RankTable}.
 */
package io.github.paenmf.core.rank;
