package io.requalify.statistics.monitoring;

import io.requalify.statistics.Answer;
import io.requalify.statistics.AreaUnderCurve;
import io.requalify.statistics.Interval;
import io.requalify.statistics.PairedDifference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Whether the MQL is the right measure: how well it tells who will win, beside other signals of the
 * same contacts, and how long before the win each of them speaks.
 *
 * <p>Discrimination is the area under the curve with its error between accounts, see {@link
 * AreaUnderCurve}, and differences are paired. Of several other signals each difference has the
 * level that Bonferroni leaves it, so that all hold together. A signal that comes in the last half
 * of the sales cycle says little that sales could use, however well it tells winners: an order
 * tells them best. A binary signal has few thresholds and so a smaller area than a score of the
 * same worth. What sales worked because of a signal won because it was worked, and that favours the
 * signal in use.
 *
 * @param reference the signal in use, such as the MQL
 * @param others the others, in the order given
 * @param medianCycleDays days from becoming known to the win, in the middle of the wins
 */
public record SignalComparison(Judged reference, List<Compared> others, double medianCycleDays) {
  /** With fewer wins, or fewer contacts that did not win, nothing is said. */
  public static final int FEWEST_WINS = 30;

  /** With fewer accounts chance between them is not known well enough. */
  public static final int FEWEST_ACCOUNTS = 30;

  /** A signal that comes later than with this share of the cycle left is late. */
  public static final double LEAST_LEAD = 0.5;

  /**
   * Contacts must have been followed for this many times the days in which nine of ten of the wins
   * that were seen came. Otherwise many wins are still to come, and were taken for none.
   */
  public static final double FOLLOW_UP_PER_CYCLE = 1.25;

  private static final double MOST_OF_THE_WINS = 0.9;

  public SignalComparison {
    others = List.copyOf(others);
  }

  /** What the comparison says of the signal in use. */
  public enum Verdict {
    /** It tells winners no better than a coin. */
    SAYS_NOTHING,
    /** Another that is not late tells them better. */
    ANOTHER_IS_BETTER,
    /** Only late ones tell them better. */
    ONLY_LATE_ONES_ARE_BETTER,
    /** None tells them better, as far as can be said. */
    NONE_IS_BETTER
  }

  /**
   * A signal by itself.
   *
   * @param area 0 to 1; one half for a signal that says nothing
   * @param interval round the area
   * @param medianDaysBeforeWin in the middle of the wins that it came before; none where it came
   *     before none
   */
  public record Judged(
      String name, double area, Interval interval, OptionalDouble medianDaysBeforeWin) {}

  /**
   * A signal beside the one in use.
   *
   * @param difference its area less that of the signal in use
   * @param interval round the difference; of all others together they hold at the level
   * @param late true where it comes with less than half of the cycle left, or before no win
   */
  public record Compared(Judged signal, double difference, Interval interval, boolean late) {
    /** True where it tells winners better than the signal in use, by more than chance. */
    public boolean better() {
      return interval.lower() > 0;
    }
  }

  /**
   * Compares; refused with fewer than 30 wins or 30 others, fewer than 30 accounts, or contacts
   * that were followed too short for their sales cycle.
   *
   * @param others at least one
   * @param level share of samples in which all intervals of differences should hold, such as 0.95
   * @throws IllegalArgumentException when a signal has not one score for each contact, there is no
   *     other, or the level is not between 0 and 1
   */
  public static Answer<SignalComparison> of(
      WonContacts contacts, Signal reference, List<Signal> others, double level) {
    if (others.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no signal beside '%s'; name one to compare it with"
              .formatted(reference.name()));
    }
    Optional<String> refusal = refusal(contacts);
    if (refusal.isPresent()) {
      return Answer.refused(refusal.get());
    }
    AreaUnderCurve inUse = area(contacts, reference);
    double cycle = contacts.cycle(0.5);
    // Bonferroni: what may be wrong is shared out among the differences.
    double each = 1 - (1 - level) / others.size();
    List<Compared> compared = new ArrayList<>();
    for (Signal other : others) {
      AreaUnderCurve area = area(contacts, other);
      PairedDifference difference = PairedDifference.ofAreas(area, inUse, contacts.accounts());
      boolean late = other.winsSeen() == 0 || other.medianDaysBeforeWin() < LEAST_LEAD * cycle;
      compared.add(
          new Compared(
              judged(contacts, other, area, level),
              difference.value(),
              difference.interval(each),
              late));
    }
    return Answer.of(
        new SignalComparison(judged(contacts, reference, inUse, level), compared, cycle));
  }

  private static Optional<String> refusal(WonContacts contacts) {
    int losses = contacts.size() - contacts.wins();
    if (contacts.wins() < FEWEST_WINS || losses < FEWEST_WINS) {
      return Optional.of(
          "%d contacts won and %d did not; at least %d of each are needed"
              .formatted(contacts.wins(), losses, FEWEST_WINS));
    }
    if (contacts.accountsSeen() < FEWEST_ACCOUNTS) {
      return Optional.of(
          "the contacts are of %d accounts; at least %d are needed to judge chance"
              .formatted(contacts.accountsSeen(), FEWEST_ACCOUNTS));
    }
    double needed = FOLLOW_UP_PER_CYCLE * contacts.cycle(MOST_OF_THE_WINS);
    return contacts.followedDays() < needed
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "contacts were followed for %.0f days; the sales cycle asks for %.0f, so many wins are still to come",
                contacts.followedDays(),
                Math.ceil(needed)))
        : Optional.empty();
  }

  private static AreaUnderCurve area(WonContacts contacts, Signal signal) {
    double[] scores = signal.scores();
    if (scores.length != contacts.size()) {
      throw new IllegalArgumentException(
          "Signal '%s' has %d scores, but there are %d contacts; give one for each"
              .formatted(signal.name(), scores.length, contacts.size()));
    }
    double[] ones = new double[scores.length];
    Arrays.fill(ones, 1);
    return AreaUnderCurve.of(scores, contacts.won(), ones);
  }

  private static Judged judged(
      WonContacts contacts, Signal signal, AreaUnderCurve area, double level) {
    // Against a signal that says nothing, whose area is one half without any error.
    Interval beyondChance =
        PairedDifference.of(area.value() - 0.5, area.influences(), contacts.accounts())
            .interval(level);
    return new Judged(
        signal.name(),
        area.value(),
        new Interval(
            Math.max(0, 0.5 + beyondChance.lower()), Math.min(1, 0.5 + beyondChance.upper())),
        signal.winsSeen() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(signal.medianDaysBeforeWin()));
  }

  /** What the comparison says of the signal in use. */
  public Verdict verdict() {
    if (others.stream().anyMatch(other -> other.better() && !other.late())) {
      return Verdict.ANOTHER_IS_BETTER;
    }
    if (reference.interval().lower() <= 0.5) {
      return Verdict.SAYS_NOTHING;
    }
    return others.stream().anyMatch(Compared::better)
        ? Verdict.ONLY_LATE_ONES_ARE_BETTER
        : Verdict.NONE_IS_BETTER;
  }

  /** The verdict in a sentence with its figures. */
  public String inWords() {
    String own = "%s has the area %s".formatted(reference.name(), rounded(reference.area()));
    return switch (verdict()) {
      case ANOTHER_IS_BETTER ->
          "%s tells winners better and in time: %s".formatted(names(false), own);
      case SAYS_NOTHING ->
          "%s tells winners no better than a coin, as far as can be said: %s"
              .formatted(reference.name(), own);
      case ONLY_LATE_ONES_ARE_BETTER ->
          String.format(
              Locale.ROOT,
              "%s tells winners better, but with less than half of the %.0f days of a sales cycle left: %s",
              names(true),
              medianCycleDays,
              own);
      case NONE_IS_BETTER -> "no other signal tells winners better, as far as can be said: " + own;
    };
  }

  private String names(boolean late) {
    return others.stream()
        .filter(other -> other.better() && other.late() == late)
        .map(other -> "%s (%s)".formatted(other.signal().name(), rounded(other.signal().area())))
        .collect(Collectors.joining(", "));
  }

  private static String rounded(double area) {
    return String.format(Locale.ROOT, "%.3f", area);
  }
}
