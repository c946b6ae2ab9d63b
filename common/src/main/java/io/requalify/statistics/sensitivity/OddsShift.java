package io.requalify.statistics.sensitivity;

import io.requalify.statistics.Interval;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * How far a conversion could lie off if the contacts nobody drew at random differ from those who
 * stand for them: their odds may be up to {@code G} times as high or as low, so a cell's rate
 * {@code p} becomes anything in {@code [p / (p + G (1 - p)), G p / (G p + 1 - p)]}. The cells may
 * do so each by itself, so the bounds of the whole are the sums of the cells' bounds over all
 * contacts.
 *
 * <p>Sharp for the given rates. It says nothing of how probable such a difference is, and sampling
 * has no part in it: put the sampling error into the margin. A cell that mixes very different
 * contacts makes G mean little. The marginal sensitivity model for a binary outcome, Tan 2006,
 * Journal of the American Statistical Association 101, 1619-1637; Zhao, Small and Bhattacharya
 * 2019.
 */
public final class OddsShift {
  /** After so many the two ends are neighbours among the doubles. */
  private static final int HALVINGS = 100;

  private final double fixedConversions;
  private final double contacts;
  private final List<Cell> cells;

  /**
   * Contacts in doubt whose rate is taken from others.
   *
   * @param contacts at least 1
   * @param rate what those others converted at, between 0 and 1
   */
  public record Cell(long contacts, double rate) {
    public Cell {
      if (contacts < 1 || !(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException(
            "%d contacts cannot convert at the rate %s".formatted(contacts, rate));
      }
    }

    private double leastConversions(double gamma) {
      return contacts * (rate / (rate + gamma * (1 - rate)));
    }

    private double mostConversions(double gamma) {
      // The fraction of the formula over G, so that rounding never puts it below the least.
      return contacts * (rate / (rate + (1 - rate) / gamma));
    }
  }

  /**
   * A version's contacts, in doubt or not.
   *
   * @param fixedContacts contacts about whom there is no doubt, such as those that were worked
   * @param fixedConversions how many of them converted; weighted estimates need not be whole
   * @param cells those in doubt
   * @throws IllegalArgumentException when there are no contacts, or more converted than there are
   */
  public OddsShift(long fixedContacts, double fixedConversions, List<Cell> cells) {
    if (fixedContacts < 0 || !(fixedConversions >= 0 && fixedConversions <= fixedContacts)) {
      throw new IllegalArgumentException(
          "%s conversions of %d contacts".formatted(fixedConversions, fixedContacts));
    }
    this.fixedConversions = fixedConversions;
    this.cells = List.copyOf(cells);
    this.contacts = fixedContacts + (double) cells.stream().mapToLong(Cell::contacts).sum();
    if (contacts == 0) {
      throw new IllegalArgumentException("A version without contacts has no conversion");
    }
  }

  /**
   * Between what the conversion of all these contacts lies.
   *
   * @param gamma by how much the odds may differ, 1 (not at all) or more
   */
  public Interval conversion(double gamma) {
    if (!(gamma >= 1) || !Double.isFinite(gamma)) {
      throw new IllegalArgumentException(
          "Odds cannot be shifted by a factor of %s; give 1 or more".formatted(gamma));
    }
    double least = fixedConversions;
    double most = fixedConversions;
    for (Cell cell : cells) {
      least += cell.leastConversions(gamma);
      most += cell.mostConversions(gamma);
    }
    return new Interval(least / contacts, most / contacts);
  }

  /**
   * The tipping {@code Gamma*} of a claim that the conversion is at least so high: the smallest
   * shift at which it could lie below.
   *
   * @param margin what the conversion must not fall below
   * @param most largest shift that is looked at, such as 100
   * @return 1 where the estimate itself lies below; none where not even the largest shift does it
   */
  public OptionalDouble tippingBelow(double margin, double most) {
    return tipping(gamma -> conversion(gamma).lower() < margin, most);
  }

  /**
   * The tipping {@code Gamma*} of a claim that the conversion is at most so high: the smallest
   * shift at which it could lie above.
   *
   * @param margin what the conversion must not exceed
   * @param most largest shift that is looked at, such as 100
   * @return 1 where the estimate itself lies above; none where not even the largest shift does it
   */
  public OptionalDouble tippingAbove(double margin, double most) {
    return tipping(gamma -> conversion(gamma).upper() > margin, most);
  }

  private static OptionalDouble tipping(DoublePredicate crossed, double most) {
    if (crossed.test(1)) {
      return OptionalDouble.of(1);
    }
    if (!crossed.test(most)) {
      return OptionalDouble.empty();
    }
    double holds = 1;
    double tips = most;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = holds + (tips - holds) / 2;
      if (crossed.test(middle)) {
        tips = middle;
      } else {
        holds = middle;
      }
    }
    return OptionalDouble.of(tips);
  }
}
