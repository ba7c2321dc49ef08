/**
 * A fitted model as files, written and read without Spark: a JSON header with checksums beside
 * little-endian .npy arrays, which numpy reads too.
 *
 * <p>{@link io.github.paenmf.core.io.StandaloneModel} writes and reads, {@link
 * io.github.paenmf.core.io.StandaloneScorer} scores rows with what was read. Nothing that is read
 * can run code: headers are parsed field by field, arrays hold numbers only, file names never leave
 * the model's folder.
 */
package io.github.paenmf.core.io;
