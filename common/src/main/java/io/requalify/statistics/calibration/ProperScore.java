package io.requalify.statistics.calibration;

import io.requalify.statistics.BinomialTally;

/**
 * What a promised probability costs once the outcome is known. Proper: whoever promises what he
 * believes expects to pay least. Gneiting and Raftery 2007.
 */
public sealed interface ProperScore {
  /** Stable name in tables and reports. */
  String shortName();

  /**
   * Sum of the costs over contacts with one probability; smaller is better, 0 is best. Infinite
   * where what was held for impossible happened and the score does not forgive it.
   *
   * @param probability 0 to 1
   */
  double sum(double probability, BinomialTally outcomes);

  /**
   * {@code (p - y)²}, 0 to 1. It looks at the middle of the probabilities and forgives a 0 that
   * should have been 0.01. Brier 1950.
   */
  record Brier() implements ProperScore {
    @Override
    public String shortName() {
      return "brier";
    }

    @Override
    public double sum(double probability, BinomialTally outcomes) {
      double without = (double) outcomes.trials() - outcomes.successes();
      double missing = 1 - probability;
      return outcomes.successes() * missing * missing + without * probability * probability;
    }
  }

  /**
   * {@code -log} of the probability of what happened, in natural units. It looks at the ends: a 0
   * or 1 that turns out wrong costs without bound. Good 1952.
   */
  record LogLoss() implements ProperScore {
    @Override
    public String shortName() {
      return "log_loss";
    }

    @Override
    public double sum(double probability, BinomialTally outcomes) {
      double without = (double) outcomes.trials() - outcomes.successes();
      // What did not happen costs nothing, even where its logarithm is infinite.
      double events = outcomes.successes() == 0 ? 0 : StrictMath.log(probability);
      double others = without == 0 ? 0 : StrictMath.log1p(-probability);
      return -outcomes.successes() * events - without * others;
    }
  }
}
