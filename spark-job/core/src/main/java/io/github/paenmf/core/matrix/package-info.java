/**
 * Matrices of float32 that are read piece by piece, whether they are held in memory, wait on the
 * scratch disk, or are worked out as they are read: what is of the length of all parts must not
 * stand in the driver's memory more often than it has to.
 */
package io.github.paenmf.core.matrix;
