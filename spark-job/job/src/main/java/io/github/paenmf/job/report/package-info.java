/** The report: one page with pictures of a model and of rows that it reads. */
package io.github.paenmf.job.report;
