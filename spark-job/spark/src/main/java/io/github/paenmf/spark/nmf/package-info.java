/** Plain non-negative matrix factorisation as a Spark ML Estimator and Model. */
package io.github.paenmf.spark.nmf;
