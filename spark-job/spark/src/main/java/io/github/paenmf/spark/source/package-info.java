/**
 * Where training finds its rows: collected on the driver, or in blocks over the executors with
 * aggregated sums.
 */
package io.github.paenmf.spark.source;
