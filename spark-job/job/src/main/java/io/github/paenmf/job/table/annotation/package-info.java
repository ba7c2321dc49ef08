/** What else is known about data points, from a file beside the table. */
package io.github.paenmf.job.table.annotation;
