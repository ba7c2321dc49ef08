/** Golden values: reading the files. */
package io.github.paenmf.core.golden;
