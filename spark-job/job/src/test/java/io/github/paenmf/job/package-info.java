/** Tests of the command line as a whole, in one process with one Spark session. */
package io.github.paenmf.job;
