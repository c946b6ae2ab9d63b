package io.requalify.statistics.channels;

import io.requalify.statistics.Answer;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;

/** A way to put an interval round a ratio of two sums, such as spend over wins. */
public sealed interface RatioInterval {
  /** Stable name in tables and reports. */
  String shortName();

  /**
   * The interval round the ratio, or why there is none.
   *
   * @param level share of samples whose interval should hold the true ratio, such as 0.95
   */
  Answer<Interval> around(RatioMoments moments, double level);

  /** Why there is no interval where neither sum varies. */
  String CERTAIN =
      "everything that was seen turned out alike, so chance cannot be judged; take more contacts";

  /**
   * Normal on the scale of the logarithm: {@code R exp(±z e)} with {@code e² = Va/a² + Vb/b² - 2
   * Cab/(ab)} (delta method).
   *
   * <p>Always finite and above 0, so it looks fine also where the denominator could be nothing: it
   * is too short with fewer than some ten conversions.
   */
  record LogDelta() implements RatioInterval {
    @Override
    public String shortName() {
      return "log_delta";
    }

    @Override
    public Answer<Interval> around(RatioMoments moments, double level) {
      if (moments.certain()) {
        return Answer.refused(CERTAIN);
      }
      if (moments.numerator() == 0) {
        return Answer.refused("nothing was spent, so the cost has no logarithm");
      }
      double a = moments.numerator();
      double b = moments.denominator();
      double variance =
          moments.numeratorVariance() / (a * a)
              + moments.denominatorVariance() / (b * b)
              - 2 * moments.covariance() / (a * b);
      double reach = Math.exp(CriticalValue.twoSided(level) * Math.sqrt(Math.max(0, variance)));
      return Answer.of(new Interval(moments.ratio() / reach, moments.ratio() * reach));
    }
  }

  /**
   * The ratios {@code R} that {@code (a - R b)² <= z² (Va - 2 R Cab + R² Vb)} does not reject.
   *
   * <p>Honest with few conversions: where the denominator does not differ from 0 by {@code z} of
   * its errors no finite interval has the level, and it is refused. The lower end may be below 0
   * where the numerator is uncertain. Fieller 1954.
   */
  record Fieller() implements RatioInterval {
    @Override
    public String shortName() {
      return "fieller";
    }

    @Override
    public Answer<Interval> around(RatioMoments moments, double level) {
      if (moments.certain()) {
        return Answer.refused(CERTAIN);
      }
      double z = CriticalValue.twoSided(level);
      double a = moments.numerator();
      double b = moments.denominator();
      double square = b * b - z * z * moments.denominatorVariance();
      if (!(square > 0)) {
        return Answer.refused(
            "there are so few conversions (%s) that the cost of one has no upper end at this level"
                .formatted(b));
      }
      double half = a * b - z * z * moments.covariance();
      double constant = a * a - z * z * moments.numeratorVariance();
      // Not negative but for rounding where the denominator differs from 0: a R solves it.
      double root = Math.sqrt(Math.max(0, half * half - square * constant));
      return Answer.of(new Interval((half - root) / square, (half + root) / square));
    }
  }
}
