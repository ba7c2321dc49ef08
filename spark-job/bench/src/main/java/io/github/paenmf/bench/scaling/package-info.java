/** How the time of a fit grows with its table. */
package io.github.paenmf.bench.scaling;
