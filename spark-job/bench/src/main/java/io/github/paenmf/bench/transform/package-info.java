/** How fast a fitted model goes through a table, beside what Spark users have today. */
package io.github.paenmf.bench.transform;
