/**
 * What a fit needs, worked out from the size of its table before it begins, and whether the
 * settings of the cluster allow it.
 */
package io.github.paenmf.spark.plan;
