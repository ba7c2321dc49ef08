/** Blocks of rows as the device holds them: joined into slabs, sorted by columns, kept. */
package io.github.paenmf.cuda.slab;
