/** What a round costs beside its arithmetic. */
package io.github.paenmf.bench.overhead;
