package io.github.paenmf.core.plain;

import java.io.Serializable;

/**
 * One line of a fit's history.
 *
 * @param round count from 1
 * @param relativeError ||X - H W_f'|| / ||X|| at the parts that the round began with
 */
public record NmfRecord(int round, double relativeError) implements Serializable {}
