/** A headless browser that tests drive through its debugging port. */
package io.github.paenmf.job.report.browser;
