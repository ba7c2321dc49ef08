/** The programs that measure: {@link io.github.paenmf.bench.Main} names them. */
package io.github.paenmf.bench;
