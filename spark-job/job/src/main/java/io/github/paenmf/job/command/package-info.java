/** The commands of the command line, one class each, and the options that they share. */
package io.github.paenmf.job.command;
