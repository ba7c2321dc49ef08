/**
 * Linear algebra below the model: float32 matrix products through ND4J and OpenBLAS, and the
 * double-precision Gram matrices and small factorisations that training needs.
 */
package io.github.paenmf.core.linalg;
