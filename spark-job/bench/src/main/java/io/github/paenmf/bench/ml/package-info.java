/** What the Spark ML stages find on real tables. */
package io.github.paenmf.bench.ml;
