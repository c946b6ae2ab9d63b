package io.requalify.statistics.thresholds;

import io.requalify.statistics.ImbensManskiInterval;
import io.requalify.statistics.Interval;

/**
 * How many of some contacts would have an outcome, were all of them worked.
 *
 * @param supported expected of those with a score that some were worked of
 * @param variance of that, by chance among the worked
 * @param unsupported contacts with a score that nobody worked; nothing is known of them
 */
public record Expected(double supported, double variance, long unsupported) {
  static final Expected NONE = new Expected(0, 0, 0);

  /**
   * These and the contacts of one more score: {@code n p} with the variance {@code n² q (1 - q) /
   * (e + 1)} of {@code n} contacts, where {@code p} is the weighted rate, {@code e} the effective
   * sample and {@code q = (e p + 1/2) / (e + 1)} that which Jeffreys' prior makes of it, so that a
   * handful that all turned out alike is not taken for certainty.
   */
  Expected plus(ScoreEvidence scored, Objective objective) {
    return plus(scored, scored.contacts(), objective);
  }

  /** The same with only so many of the contacts that have the score. */
  Expected plus(ScoreEvidence scored, long part, Objective objective) {
    if (part == 0) {
      return this;
    }
    if (scored.worked().contacts() == 0) {
      return new Expected(supported, variance, unsupported + part);
    }
    double contacts = part;
    double rate = scored.worked().outcome(objective) / scored.worked().weights();
    double sample = scored.worked().effectiveSample();
    double drawnIn = (sample * rate + 0.5) / (sample + 1);
    return new Expected(
        supported + contacts * rate,
        variance + contacts * contacts * drawnIn * (1 - drawnIn) / (sample + 1),
        unsupported);
  }

  /** Of these contacts and others together, whose chance is their own. */
  public Expected plus(Expected other) {
    return new Expected(
        supported + other.supported, variance + other.variance, unsupported + other.unsupported);
  }

  /**
   * Between what the number lies, unsupported contacts taken for none and for all: an interval of
   * Imbens and Manski, cut at 0.
   *
   * @param level share of samples whose interval should hold the truth, such as 0.95
   */
  public Interval interval(double level) {
    double error = Math.sqrt(variance);
    Interval wide =
        new ImbensManskiInterval(new Interval(supported, supported + unsupported), error, error)
            .at(level);
    return new Interval(Math.max(0, wide.lower()), Math.max(0, wide.upper()));
  }
}
