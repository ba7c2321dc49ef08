/** Files of models and checkpoints on whatever file system Hadoop knows. */
package io.github.paenmf.spark.persist;
