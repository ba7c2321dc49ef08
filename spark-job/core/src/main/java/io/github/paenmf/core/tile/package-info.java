/**
 * Products with the Vector API: the two of a pass over dense blocks, which are read where they are,
 * and those of small matrices with latents and scores. Tiles of the result stay in registers while
 * the sums run, or rows of one factor where the result is larger. For processors with registers of
 * 512 bits, where they are faster than ND4J's products at the few columns that a factorisation has.
 */
package io.github.paenmf.core.tile;
