/** From the options of the command line to fitted stages of preparation. */
package io.github.paenmf.job.prepare;
