package io.requalify.statistics.multiplicity;

import io.requalify.statistics.CriticalValue;

/** At which sides a bound is drawn. */
public enum Sides {
  /** A lower bound only, or an upper bound only. */
  ONE {
    @Override
    double criticalValue(double level) {
      return CriticalValue.oneSided(level);
    }

    @Override
    double distance(double standardised) {
      return standardised;
    }
  },

  /** A lower and an upper bound. */
  TWO {
    @Override
    double criticalValue(double level) {
      return CriticalValue.twoSided(level);
    }

    @Override
    double distance(double standardised) {
      return Math.abs(standardised);
    }
  };

  /** Of a single estimate. */
  abstract double criticalValue(double level);

  /** How far an estimate lies out, in standard errors. */
  abstract double distance(double standardised);
}
