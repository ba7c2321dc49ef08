/** Results as files: whole or not at all, with the names of the table that they came from. */
package io.github.paenmf.job.output;
