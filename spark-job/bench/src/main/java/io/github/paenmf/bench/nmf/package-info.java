/** Plain NMF on real tables: the error it ends at, and the time to a given error. */
package io.github.paenmf.bench.nmf;
