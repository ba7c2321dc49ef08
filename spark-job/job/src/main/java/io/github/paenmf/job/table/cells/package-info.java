/**
 * Tables that are given value by value: cells travel to the blocks of their points in large chunks
 * and become sparse vectors there. Nothing passes through the driver but the features' names.
 */
package io.github.paenmf.job.table.cells;
