/**
 * Plain non-negative matrix factorisation: the start of the parts and alternating least squares on
 * them.
 */
package io.github.paenmf.core.nmf;
