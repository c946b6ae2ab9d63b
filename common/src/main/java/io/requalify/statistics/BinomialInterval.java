package io.requalify.statistics;

import org.hipparchus.distribution.continuous.BetaDistribution;

/** A way to put an interval round the rate of independent trials. */
public sealed interface BinomialInterval {
  /** Stable name in tables and reports. */
  String shortName();

  /**
   * The interval round the rate.
   *
   * @param tally at least one trial
   * @param level share of samples whose interval should hold the true rate, such as 0.95
   * @throws IllegalArgumentException without a trial, or when the level is not between 0 and 1
   */
  Interval around(BinomialTally tally, double level);

  /**
   * Wilson's score interval: the rates that a score test does not reject, {@code (p + z²/2n ± z
   * sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)}.
   *
   * <p>Its mean coverage is close to the level already at ten trials. Trials that hang together,
   * such as contacts of one account, ruin it: it is then too short. Wilson 1927; Brown, Cai and
   * DasGupta 2001.
   */
  record Wilson() implements BinomialInterval {
    @Override
    public String shortName() {
      return "wilson";
    }

    @Override
    public Interval around(BinomialTally tally, double level) {
      requireSample(tally, level);
      double n = tally.trials();
      double z = CriticalValue.twoSided(level);
      double rate = tally.rate();
      double centre = rate + z * z / (2 * n);
      double reach = z * Math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n));
      double scale = 1 + z * z / n;
      // At no and at all successes the end is exact; rounding would put it just beside.
      double lower = tally.successes() == 0 ? 0 : (centre - reach) / scale;
      double upper = tally.failures() == 0 ? 1 : (centre + reach) / scale;
      return new Interval(lower, upper);
    }
  }

  /**
   * Clopper and Pearson's interval: the rates that neither one-sided binomial test rejects,
   * quantiles of {@code Beta(s, n-s+1)} and {@code Beta(s+1, n-s)}.
   *
   * <p>It never covers less than the level and so is wider than needed. Trials that hang together
   * ruin it. Clopper and Pearson 1934.
   */
  record ClopperPearson() implements BinomialInterval {
    @Override
    public String shortName() {
      return "clopper_pearson";
    }

    @Override
    public Interval around(BinomialTally tally, double level) {
      requireSample(tally, level);
      double tail = (1 - level) / 2;
      double lower =
          tally.successes() == 0
              ? 0
              : betaQuantile((double) tally.successes(), tally.failures() + 1.0, tail);
      double upper =
          tally.failures() == 0
              ? 1
              : betaQuantile(tally.successes() + 1.0, (double) tally.failures(), 1 - tail);
      return new Interval(lower, upper);
    }
  }

  /**
   * Jeffreys' interval: equal tails of the posterior {@code Beta(s+1/2, n-s+1/2)}, with 0 as the
   * lower end where nothing succeeded and 1 as the upper end where everything did.
   *
   * <p>Close to Wilson's, and better where the rate is near 0 or 1. Trials that hang together ruin
   * it. Brown, Cai and DasGupta 2001, section 3.1.3.
   */
  record Jeffreys() implements BinomialInterval {
    @Override
    public String shortName() {
      return "jeffreys";
    }

    @Override
    public Interval around(BinomialTally tally, double level) {
      requireSample(tally, level);
      double tail = (1 - level) / 2;
      double successes = tally.successes() + 0.5;
      double failures = tally.failures() + 0.5;
      double lower = tally.successes() == 0 ? 0 : betaQuantile(successes, failures, tail);
      double upper = tally.failures() == 0 ? 1 : betaQuantile(successes, failures, 1 - tail);
      return new Interval(lower, upper);
    }
  }

  private static void requireSample(BinomialTally tally, double level) {
    if (tally.trials() == 0) {
      throw new IllegalArgumentException("No interval round the rate of no trials");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("Not a level of confidence: " + level);
    }
  }

  private static double betaQuantile(double alpha, double beta, double probability) {
    return new BetaDistribution(alpha, beta, Beta.ACCURACY)
        .inverseCumulativeProbability(probability);
  }
}
