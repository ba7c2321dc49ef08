package io.github.paenmf.core.io;

import java.io.Serializable;

/**
 * Where a model comes from.
 *
 * @param fingerprint of the training rows, or null when unknown
 * @param rows n, number of training rows
 * @param source {@code in-process} or {@code distributed}
 * @param backend the code that did the arithmetic
 * @param libraryVersion version of this library
 * @param javaVersion version of Java
 * @param sparkVersion version of Spark, or null when fitted without
 */
public record Provenance(
    String fingerprint,
    long rows,
    String source,
    String backend,
    String libraryVersion,
    String javaVersion,
    String sparkVersion)
    implements Serializable {}
