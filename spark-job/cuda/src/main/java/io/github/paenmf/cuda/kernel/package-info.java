/** Passes over slabs of rows on a device. */
package io.github.paenmf.cuda.kernel;
