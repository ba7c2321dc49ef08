/**
 * Whether this JVM has the incubating Vector API, the choice between code that needs it and its
 * plain twin, and the small products in double that several packages make.
 */
package io.github.paenmf.core.vector;
