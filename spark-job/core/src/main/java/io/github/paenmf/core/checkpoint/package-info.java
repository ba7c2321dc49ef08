/**
 * A running fit on disk, so that it can be stopped and goes on with the same bits: {@link
 * io.github.paenmf.core.checkpoint.Checkpoints} writes the state of the training loop every few
 * passes and finds the newest intact one again.
 *
 * <p>A folder holds one fit:
 *
 * <pre>
 * fit/fit.json             what is fitted: table, params, blocks; and arrays that never change
 * state-00000012/          the state after 12 saved states, of which the last two are kept
 *   state.json             numbers, and for each array its file, length and SHA-256
 *   state.json.sha256
 *   array-0.npy ...
 * </pre>
 *
 * Every folder is written under another name and renamed when it is whole. JSON and .npy alone:
 * nothing that is read can run code.
 */
package io.github.paenmf.core.checkpoint;
