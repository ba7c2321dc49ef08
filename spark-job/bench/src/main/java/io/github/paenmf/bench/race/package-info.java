/** Beside what users of Spark have today. */
package io.github.paenmf.bench.race;
