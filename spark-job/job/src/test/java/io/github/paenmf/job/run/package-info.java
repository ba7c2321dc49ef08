/** What the tests of the command line share: one Spark session, a way to run a command, a table. */
package io.github.paenmf.job.run;
