/**
 * The check of a GPU: every sum against float64, rounds against what the device can do. Uses core
 * and the CUDA module alone, so that it runs from a small folder.
 */
package io.github.paenmf.bench.gpu;
