/** Placeholder. */
package io.github.paenmf.core;
