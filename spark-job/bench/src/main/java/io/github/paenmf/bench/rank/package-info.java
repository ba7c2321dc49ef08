/** How often each criterion finds a rank that is known, and what it says of real tables. */
package io.github.paenmf.bench.rank;
