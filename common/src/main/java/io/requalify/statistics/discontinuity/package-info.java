/**
 * What happens at and just below a threshold, from the outcomes summed by integer score: jumps by
 * local linear regression and extrapolation below, with intervals that allow for the curve between
 * the scores.
 */
package io.requalify.statistics.discontinuity;
