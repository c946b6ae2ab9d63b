package io.requalify.statistics.survival;

import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;

/**
 * A way to put an interval round an estimated survival, from its standard error. All are normal on
 * some scale, at one time each: that a whole curve lies within is less likely than the level.
 */
public sealed interface SurvivalInterval {
  /** Stable name in tables and reports. */
  String shortName();

  /**
   * The interval round the survival.
   *
   * @param survival above 0 and below 1: where everybody or nobody has left, chance cannot be
   *     judged
   * @param standardError its standard error, above 0
   * @param level share of samples whose interval should hold the true survival, such as 0.95
   * @throws IllegalArgumentException when one of them is not as said
   */
  Interval around(double survival, double standardError, double level);

  /**
   * {@code S ± z e}, cut at 0 and 1.
   *
   * <p>Covers too little near 0 and 1 and with few contacts. Kalbfleisch and Prentice 2002, chapter
   * 1.
   */
  record Plain() implements SurvivalInterval {
    @Override
    public String shortName() {
      return "plain";
    }

    @Override
    public Interval around(double survival, double standardError, double level) {
      double reach = reach(survival, standardError, level);
      return new Interval(Math.max(0, survival - reach), Math.min(1, survival + reach));
    }
  }

  /**
   * Normal on the scale of the logarithm, that of the cumulative hazard: {@code S exp(±z e / S)},
   * cut at 1. The default of R's survfit.
   *
   * <p>The upper end of a small survival is too high. Kalbfleisch and Prentice 2002, chapter 1.
   */
  record LogScale() implements SurvivalInterval {
    @Override
    public String shortName() {
      return "log";
    }

    @Override
    public Interval around(double survival, double standardError, double level) {
      double reach = reach(survival, standardError, level) / survival;
      return new Interval(survival * Math.exp(-reach), Math.min(1, survival * Math.exp(reach)));
    }
  }

  /**
   * Normal on the scale of the logarithm of the cumulative hazard: {@code S^exp(±z e / (S log S))}.
   *
   * <p>Never leaves 0 to 1, and covers best of the three with few contacts. Borgan and Liestøl
   * 1990; Kalbfleisch and Prentice 2002, chapter 1.
   */
  record LogLogScale() implements SurvivalInterval {
    @Override
    public String shortName() {
      return "log_log";
    }

    @Override
    public Interval around(double survival, double standardError, double level) {
      double reach =
          reach(survival, standardError, level) / (survival * Math.abs(Math.log(survival)));
      return new Interval(
          Math.pow(survival, Math.exp(reach)), Math.pow(survival, Math.exp(-reach)));
    }
  }

  private static double reach(double survival, double standardError, double level) {
    if (!(survival > 0 && survival < 1) || !(standardError > 0)) {
      throw new IllegalArgumentException(
          "No interval round the survival %s with the standard error %s: the one must lie between 0 and 1, the other above 0"
              .formatted(survival, standardError));
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("Not a level of confidence: " + level);
    }
    return standardError * CriticalValue.twoSided(level);
  }
}
