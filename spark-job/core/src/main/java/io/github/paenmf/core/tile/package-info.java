/**
 * The two products of a pass over dense blocks with the Vector API: tiles of the result stay in
 * registers while the sums run, and blocks are read where they are. For processors with registers
 * of 512 bits, where they are faster than ND4J's products at the few columns that a factorisation
 * has.
 */
package io.github.paenmf.core.tile;
