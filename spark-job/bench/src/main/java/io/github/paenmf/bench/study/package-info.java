/**
 * The study of training: how solvers compare on given tables, and whether the figures that the
 * project promises on real tables are met. Everything runs in this JVM, without Spark.
 */
package io.github.paenmf.bench.study;
