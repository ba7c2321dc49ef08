/** Tests of preparation by the command line's rules. */
package io.github.paenmf.job.prepare;
