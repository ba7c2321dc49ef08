/** The figures of a report, one class each, in the order and with the questions of the paper. */
package io.github.paenmf.job.report.figure;
