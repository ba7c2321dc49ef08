/** Which rows a report shows: a bounded sample, close and distant pairs, an order by likeness. */
package io.github.paenmf.job.report.sample;
