/** The Spark ML face of the model: Estimator, Model, their params and the summary of a fit. */
package io.github.paenmf.spark;
