package io.requalify.statistics.channels;

import io.requalify.statistics.Answer;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;

/**
 * Wins with a known amount in one currency, summed over accounts, which hang together.
 *
 * @param accounts that won
 * @param wins with an amount
 * @param amount their sum, in units of the currency
 * @param winsSquared sum over accounts of the square of their wins
 * @param products sum over accounts of wins times amount
 * @param amountSquared sum over accounts of the square of their amount
 */
public record DealCounts(
    long accounts,
    long wins,
    double amount,
    double winsSquared,
    double products,
    double amountSquared) {
  /** With fewer wins the mean of their amounts is chance. */
  public static final long FEWEST_WINS = 30;

  /**
   * Mean value of a win.
   *
   * @param mean in units of the currency, above 0
   * @param interval round it, above 0
   */
  public record DealValue(double mean, Interval interval) {}

  /**
   * The mean, with the interval {@code mean exp(± z s / mean)}, which stays above 0; {@code s} is
   * the error of the ratio of the two sums between accounts. Refused with fewer than 30 wins, wins
   * of a single account, or where they brought nothing.
   *
   * @param level such as 0.95
   */
  public Answer<DealValue> value(double level) {
    if (wins < FEWEST_WINS) {
      return Answer.refused(
          "%d wins have an amount, at least %d are needed".formatted(wins, FEWEST_WINS));
    }
    if (accounts < 2 || !(amount > 0)) {
      return Answer.refused("the wins are of one account, or brought nothing");
    }
    double mean = amount / wins;
    double squares = amountSquared - 2 * mean * products + mean * mean * winsSquared;
    double variance = Math.max(0, squares) * accounts / (accounts - 1.0) / ((double) wins * wins);
    double reach = CriticalValue.twoSided(level) * Math.sqrt(variance) / mean;
    // StrictMath gives the same bits on every machine.
    return Answer.of(
        new DealValue(
            mean, new Interval(mean * StrictMath.exp(-reach), mean * StrictMath.exp(reach))));
  }
}
