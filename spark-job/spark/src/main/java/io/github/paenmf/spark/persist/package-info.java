/**
 * Models in folders by way of Hadoop's FileSystem: JSON metadata, Parquet and .npy, nothing that
 * can run code.
 */
package io.github.paenmf.spark.persist;
