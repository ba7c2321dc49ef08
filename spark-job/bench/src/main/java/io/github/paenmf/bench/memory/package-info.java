/** What a fit keeps in memory. */
package io.github.paenmf.bench.memory;
