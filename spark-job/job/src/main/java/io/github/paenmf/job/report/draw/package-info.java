/** Charts as SVG: axes, lines, bars, heatmaps and pictures; nothing here knows the model. */
package io.github.paenmf.job.report.draw;
