package io.requalify.statistics.monitoring;

import java.util.Arrays;

/**
 * Something that is taken to foretell winning: a score, or what a contact is or is not, such as
 * being an MQL, a hand-raiser or a user of the product.
 *
 * <p>It must be known as of one instant for all contacts, before any of them could have won, such
 * as 30 days after they became known. A signal that is read later foretells what has happened.
 */
public final class Signal {
  private final String name;
  private final double[] scores;
  private final double[] daysBeforeWin;

  /**
   * A signal.
   *
   * @param name for messages and results
   * @param scores one for each contact, the more the better; 1 and 0 for what is or is not
   * @param daysBeforeWin for each contact that had the signal and won, in any order, the days from
   *     the signal to the win, 0 or more
   * @throws IllegalArgumentException when a score or a number of days is not finite, or a number of
   *     days negative
   */
  public Signal(String name, double[] scores, double[] daysBeforeWin) {
    for (double score : scores) {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException(
            "Signal '%s' has the score %s; leave the contact out of all signals"
                .formatted(name, score));
      }
    }
    for (double days : daysBeforeWin) {
      if (!(days >= 0) || !Double.isFinite(days)) {
        throw new IllegalArgumentException(
            "Signal '%s' came %s days before a win; leave out wins that came before it"
                .formatted(name, days));
      }
    }
    this.name = name;
    this.scores = scores.clone();
    this.daysBeforeWin = daysBeforeWin.clone();
    Arrays.sort(this.daysBeforeWin);
  }

  /** For messages and results. */
  public String name() {
    return name;
  }

  double[] scores() {
    return scores.clone();
  }

  int winsSeen() {
    return daysBeforeWin.length;
  }

  /** In the middle of the wins that it came before, of which there must be one. */
  double medianDaysBeforeWin() {
    return quantile(daysBeforeWin, 0.5);
  }

  /** Between the two neighbouring numbers of a rising list, as R does by default. */
  static double quantile(double[] rising, double share) {
    double place = share * (rising.length - 1);
    int lower = (int) place;
    int upper = Math.min(lower + 1, rising.length - 1);
    return rising[lower] + (place - lower) * (rising[upper] - rising[lower]);
  }
}
