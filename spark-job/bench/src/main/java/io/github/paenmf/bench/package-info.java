/** Placeholder. */
package io.github.paenmf.bench;
