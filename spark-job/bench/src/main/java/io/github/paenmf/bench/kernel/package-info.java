/** JMH benchmarks of the kernels beside the machine's own limits, and one table of them all. */
package io.github.paenmf.bench.kernel;
