/** Placeholder. */
package io.github.paenmf.job;
