/**
 * Scoring several rows at a time inside Spark's plans. The column itself is a function of one row,
 * as Spark knows it; where a plan selects it, a strategy of the planner has an operator in its
 * place, which reads only the features and what else is selected. Everywhere else (a stream, a
 * filter, a session without the strategy) the function of one row gives the same bits.
 */
package io.github.paenmf.spark.batch;
