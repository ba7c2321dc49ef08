/**
 * Preparation of a table as Spark ML stages, fitted with the model and saved in its pipeline:
 * scaling, logarithms, library size, gaps, feature choice, and the matching of features by name.
 */
package io.github.paenmf.spark.prepare;
