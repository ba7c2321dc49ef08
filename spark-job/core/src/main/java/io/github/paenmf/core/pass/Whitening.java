package io.github.paenmf.core.pass;

import java.io.Serializable;

/**
 * The encoder's input: q whitened principal directions T of the table, s = T v - T mean, each of
 * mean 0 and variance 1 over the training rows.
 *
 * @param features m
 * @param inputs q
 * @param directions T, q x m, one direction after the other
 * @param offsets T mean, q
 */
public record Whitening(int features, int inputs, float[] directions, float[] offsets)
    implements Serializable {}
