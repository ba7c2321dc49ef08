/** GPUs as Spark schedules them, with GPUs that don't exist. */
package io.github.paenmf.spark.device;
