/**
 * Tables as files: which format, which layout, and the data points that come out, with their names.
 * A format is one {@link io.github.paenmf.job.table.TableReader}.
 */
package io.github.paenmf.job.table;
