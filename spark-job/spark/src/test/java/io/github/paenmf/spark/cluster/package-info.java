/**
 * A real Spark cluster for tests: plain java processes on loopback, made from the test class path.
 */
package io.github.paenmf.spark.cluster;
