/** Placeholder. */
package io.github.paenmf.spark;
