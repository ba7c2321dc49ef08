/** The table of ranks as files. */
package io.github.paenmf.job.rank;
