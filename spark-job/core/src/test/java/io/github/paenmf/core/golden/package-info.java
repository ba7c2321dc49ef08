/** Golden values: reading the files, and the float32 objective that is compared with them. */
package io.github.paenmf.core.golden;
