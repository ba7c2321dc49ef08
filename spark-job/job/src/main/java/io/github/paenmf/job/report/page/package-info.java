/** Figures and facts as one HTML page that needs nothing else, or as SVG files. */
package io.github.paenmf.job.report.page;
