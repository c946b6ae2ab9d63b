package io.requalify.statistics.discontinuity;

/** How much a score counts by its distance from the cutoff. */
public enum Kernel {
  /** Every score within the bandwidth counts the same, those at its end included. */
  UNIFORM {
    @Override
    double weight(double distance, double bandwidth) {
      return Math.abs(distance) <= bandwidth ? 1 : 0;
    }
  },

  /** {@code 1 - |x| / h}: a score at the end of the bandwidth does not count any more. */
  TRIANGULAR {
    @Override
    double weight(double distance, double bandwidth) {
      return Math.max(0, 1 - Math.abs(distance) / bandwidth);
    }
  };

  abstract double weight(double distance, double bandwidth);
}
