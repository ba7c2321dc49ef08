/** Tests of preparation row by row. */
package io.github.paenmf.core.prepare;
