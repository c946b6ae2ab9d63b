package io.requalify.statistics.channels;

import io.requalify.statistics.Answer;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;

/**
 * Contacts of one stage that were followed, and how many of them reached the next: whole-number
 * sums over accounts, which hang together.
 *
 * @param accounts that have such contacts
 * @param contacts of the stage
 * @param reached how many of them reached the next one
 * @param contactsSquared sum over accounts of the square of their contacts
 * @param products sum over accounts of contacts times reached
 * @param reachedSquared sum over accounts of the square of reached
 */
public record StepCounts(
    long accounts,
    long contacts,
    long reached,
    long contactsSquared,
    long products,
    long reachedSquared) {
  /** With fewer contacts there is no rate to plan with. */
  public static final long FEWEST_CONTACTS = 30;

  /** With fewer that reached the next stage likewise. */
  public static final long FEWEST_REACHED = 5;

  public StepCounts {
    if (reached < 0 || reached > contacts || accounts > contacts) {
      throw new IllegalArgumentException(
          "%d of %d contacts of %d accounts".formatted(reached, contacts, accounts));
    }
  }

  /** Nobody yet. */
  public static StepCounts nobody() {
    return new StepCounts(0, 0, 0, 0, 0, 0);
  }

  /**
   * The rate, with Wilson's interval of as many contacts as would say as much if none hung
   * together: contacts over the design effect, {@code deff = Var(between accounts) / (p (1 - p) /
   * n)}, where that is above 1. Where everybody reached the next stage each account counts as one
   * contact. Refused with fewer than 30 contacts or 5 that reached the next stage.
   *
   * <p>Kish 1965, Survey Sampling, for the design effect; Wilson 1927.
   *
   * @param lagMonths whole months from one stage to the next
   * @param level such as 0.95
   */
  public Answer<StepRate> rate(int lagMonths, double level) {
    if (contacts < FEWEST_CONTACTS) {
      return Answer.refused(
          "%d contacts, at least %d are needed".formatted(contacts, FEWEST_CONTACTS));
    }
    if (reached < FEWEST_REACHED) {
      return Answer.refused(
          "%d of %d contacts went on, at least %d are needed"
              .formatted(reached, contacts, FEWEST_REACHED));
    }
    double rate = (double) reached / contacts;
    return Answer.of(new StepRate(rate, wilson(rate, effective(rate), level), lagMonths));
  }

  /** Contacts that would say as much if none hung together. */
  private double effective(double rate) {
    if (reached == contacts || accounts < 2) {
      return accounts;
    }
    double squares = reachedSquared - 2 * rate * products + rate * rate * contactsSquared;
    double between = squares * accounts / (accounts - 1.0) / ((double) contacts * contacts);
    double effect = between / (rate * (1 - rate) / contacts);
    return contacts / Math.max(1, effect);
  }

  private static Interval wilson(double rate, double contacts, double level) {
    double z = CriticalValue.twoSided(level);
    double centre = rate + z * z / (2 * contacts);
    double reach = z * Math.sqrt(rate * (1 - rate) / contacts + z * z / (4 * contacts * contacts));
    double scale = 1 + z * z / contacts;
    return new Interval(
        Math.max(0, (centre - reach) / scale),
        rate == 1 ? 1 : Math.min(1, (centre + reach) / scale));
  }
}
