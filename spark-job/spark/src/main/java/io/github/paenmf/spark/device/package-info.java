/** GPUs as Spark schedules them: what is asked for, and which one a task got. */
package io.github.paenmf.spark.device;
