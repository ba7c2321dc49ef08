/** Tests of fits of real tables that differ in nothing but rounding. */
package io.github.paenmf.bench.study;
