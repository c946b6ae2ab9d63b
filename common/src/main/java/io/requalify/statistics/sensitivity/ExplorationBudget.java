package io.requalify.statistics.sensitivity;

import io.requalify.statistics.CriticalValue;
import java.util.OptionalLong;

/**
 * How many swap-ins must be drawn at random and worked until a version's conversion is known well
 * enough: its variance is {@code (1 - pi)² p11 q11 / n11 + pi² p01 q01 / n}, so a half width {@code
 * h} needs {@code n = pi² p01 q01 z² / (h² - z² (1 - pi)² p11 q11 / n11)}.
 *
 * <p>The first part comes from what both versions qualify and does not fall by drawing: where it
 * fills the half width alone, no draw is enough. Right for a draw with equal probabilities among
 * many; contacts of one account that hang together ask for more, a draw as large as the swap-ins
 * themselves for less. The rates are guesses, and a wrong one ruins the number; 0.5 is the careful
 * guess. Neyman 1934, Journal of the Royal Statistical Society 97, 558-625.
 *
 * @param swapInShare {@code pi}, share of the version's contacts that production leaves out, from 0
 *     to 1
 * @param swapInRate {@code p01}, guess of their conversion, between 0 and 1 and neither of them
 * @param agreeInRate {@code p11}, conversion of those that both versions qualify, from 0 to 1
 * @param agreeInWorked {@code n11}, how many of those were worked long enough ago; 0 only where
 *     every contact is a swap-in
 */
public record ExplorationBudget(
    double swapInShare, double swapInRate, double agreeInRate, long agreeInWorked) {
  public ExplorationBudget {
    if (!(swapInShare >= 0 && swapInShare <= 1)) {
      throw new IllegalArgumentException(
          "The swap-ins are no share of the contacts: " + swapInShare);
    }
    if (!(swapInRate > 0 && swapInRate < 1)) {
      throw new IllegalArgumentException(
          "Swap-ins that surely convert or surely do not need no draw; give a guess between 0 and 1, not %s"
              .formatted(swapInRate));
    }
    if (!(agreeInRate >= 0 && agreeInRate <= 1)) {
      throw new IllegalArgumentException("No rate of conversion: " + agreeInRate);
    }
    if (agreeInWorked < 0 || (agreeInWorked == 0 && swapInShare < 1)) {
      throw new IllegalArgumentException(
          "Of the contacts that both versions qualify %d were worked; their part of the conversion cannot be known by drawing swap-ins"
              .formatted(agreeInWorked));
    }
  }

  /** Standard error of the conversion after this many draws, at least 1. */
  public double standardError(long draws) {
    if (draws < 1) {
      throw new IllegalArgumentException("%d draws tell nothing".formatted(draws));
    }
    return Math.sqrt(agreeInVariance() + swapInVariance() / draws);
  }

  /**
   * The fewest draws that reach a half width.
   *
   * @param halfWidth of the interval round the conversion, above 0; 0.02 are two points of a
   *     hundred
   * @param level of that interval, such as 0.95
   * @return none where not even endless draws would; see {@link #leastHalfWidth}
   */
  public OptionalLong draws(double halfWidth, double level) {
    if (!(halfWidth > 0)) {
      throw new IllegalArgumentException(
          "No draw reaches a half width of %s; give one above 0".formatted(halfWidth));
    }
    double z = CriticalValue.twoSided(level);
    double left = halfWidth * halfWidth - z * z * agreeInVariance();
    return left > 0
        ? OptionalLong.of((long) Math.ceil(z * z * swapInVariance() / left))
        : OptionalLong.empty();
  }

  /** The half width that so many draws reach, at least 1. */
  public double halfWidth(long draws, double level) {
    return CriticalValue.twoSided(level) * standardError(draws);
  }

  /** The half width that endless draws would come near to; more contacts of both would lower it. */
  public double leastHalfWidth(double level) {
    return CriticalValue.twoSided(level) * Math.sqrt(agreeInVariance());
  }

  private double agreeInVariance() {
    double share = 1 - swapInShare;
    return share == 0 ? 0 : share * share * agreeInRate * (1 - agreeInRate) / agreeInWorked;
  }

  /** Of a single draw. */
  private double swapInVariance() {
    return swapInShare * swapInShare * swapInRate * (1 - swapInRate);
  }
}
