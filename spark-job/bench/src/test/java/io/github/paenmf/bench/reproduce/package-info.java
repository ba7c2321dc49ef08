/** Tests of what the paper's effects are measured by. */
package io.github.paenmf.bench.reproduce;
