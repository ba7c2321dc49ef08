/** Parquet, ORC and JSON by Spark's own sources. */
package io.github.paenmf.job.table.columnar;
