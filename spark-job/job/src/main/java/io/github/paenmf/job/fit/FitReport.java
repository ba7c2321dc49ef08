package io.github.paenmf.job.fit;

/**
 * How a fit went.
 *
 * @param figures of the fitted rows
 * @param rounds warm-start and training rounds
 * @param passes over the data, set-up and final evaluation included
 * @param fitSeconds from data cached to model ready, native loading excluded
 * @param partitions number of partitions
 * @param source in-process or distributed
 * @param backend what computed the products
 */
public record FitReport(
    Figures figures,
    int rounds,
    int passes,
    double fitSeconds,
    int partitions,
    String source,
    String backend) {}
