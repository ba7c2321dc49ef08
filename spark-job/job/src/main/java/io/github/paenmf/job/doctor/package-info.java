/**
 * What a machine or a cluster will run: Spark, Java, BLAS, the vector module, GPUs and folders, on
 * the driver and on each executor.
 */
package io.github.paenmf.job.doctor;
