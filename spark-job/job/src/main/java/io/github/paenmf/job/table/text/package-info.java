/**
 * Text tables: lines read in parallel as bytes and parsed into vectors inside the tasks, without a
 * DataFrame column per feature.
 */
package io.github.paenmf.job.table.text;
