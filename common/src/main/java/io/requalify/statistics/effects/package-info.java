/**
 * Average effects of a treatment by regression adjustment, weighting and both, with errors that
 * include those of the models they stand on: the check of the formulas of {@link
 * io.requalify.statistics} against figures that others published.
 */
package io.requalify.statistics.effects;
