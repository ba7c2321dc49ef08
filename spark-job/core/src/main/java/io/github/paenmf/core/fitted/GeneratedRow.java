package io.github.paenmf.core.fitted;

/**
 * A new row.
 *
 * @param latents h that were drawn, r
 * @param values W_f h, with the observation noise if it was asked for, m
 */
public record GeneratedRow(float[] latents, float[] values) {}
