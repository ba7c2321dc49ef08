/**
 * Accelerators that passes may be computed on instead of the processor: what a module has to offer,
 * how it is found, and which device is taken.
 */
package io.github.paenmf.core.accelerator;
