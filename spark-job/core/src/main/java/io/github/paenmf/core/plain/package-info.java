/**
 * Plain non-negative matrix factorisation as a model of its own: min ||X - H W_f'||^2 over H, W_f
 * &gt;= 0, on the passes and sources that train the probabilistic model too.
 */
package io.github.paenmf.core.plain;
