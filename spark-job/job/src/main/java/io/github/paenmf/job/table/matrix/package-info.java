/**
 * MatrixMarket: sparse matrices as entries (row, column, value), with files of names beside them,
 * as 10x Genomics writes single-cell counts.
 */
package io.github.paenmf.job.table.matrix;
