/** Hierarchical clustering of a few thousand things at most. */
package io.github.paenmf.core.cluster;
