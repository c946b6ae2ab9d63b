package io.requalify.statistics.effects;

/**
 * Average effect of a treatment.
 *
 * @param untreatedMean mean outcome, had nobody been treated
 * @param effect mean outcome, had everybody been treated, minus {@code untreatedMean}
 * @param standardError of the effect, with the errors of the models in it: the sandwich over all
 *     estimating equations, those of the models and that of the mean
 * @param plainStandardError of the effect, as if the models were known
 */
public record AverageEffect(
    double untreatedMean, double effect, double standardError, double plainStandardError) {}
