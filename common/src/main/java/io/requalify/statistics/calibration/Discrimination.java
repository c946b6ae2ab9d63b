package io.requalify.statistics.calibration;

import io.requalify.statistics.Answer;
import io.requalify.statistics.AreaUnderCurve;
import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;
import io.requalify.statistics.PairedDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well the scores put contacts in order, whatever they promise.
 *
 * <p>It is that of the worked range: among contacts that a score let in, that score looks worse
 * than it is, so figures of different versions compare only where both were worked.
 *
 * @param area under the receiver operating characteristic, 0 to 1; one half for a score that says
 *     nothing. See {@link AreaUnderCurve}
 * @param standardError of the area, by DeLong, DeLong and Clarke-Pearson 1988 for independent
 *     contacts, between accounts by Obuchowski 1997 where these are given; none where chance cannot
 *     be judged: with one contact of a kind, with one account, or where the order has no slip
 * @param kolmogorovSmirnov the largest distance between the shares of those with and of those
 *     without the event that have a score or more, 0 to 1
 * @param separatingScore the score at which it is reached, in points; the lowest of several
 */
public record Discrimination(
    double area, OptionalDouble standardError, double kolmogorovSmirnov, double separatingScore) {

  /**
   * The normal interval round the area, cut at 0 and 1; none without a standard error.
   *
   * @param level such as 0.95
   */
  public Optional<Interval> interval(double level) {
    if (standardError.isEmpty()) {
      return Optional.empty();
    }
    double reach = standardError.getAsDouble() * CriticalValue.twoSided(level);
    return Optional.of(new Interval(Math.max(0, area - reach), Math.min(1, area + reach)));
  }

  /** The order of a table; refused where nothing or everything had the event. */
  public static Answer<Discrimination> of(ScoreTable table) {
    if (isOneSided(table)) {
      return oneSided(table);
    }
    Kinds kinds = new Kinds();
    for (ScoreLevel level : table.levels()) {
      kinds.add(level, 0);
    }
    AreaUnderCurve area = kinds.area();
    return Answer.of(judged(table, area.value(), kinds.errorOfContacts(table, area)));
  }

  /** The order of the same contacts, with the error between accounts; refused likewise. */
  public static Answer<Discrimination> of(AccountScores scores) {
    if (isOneSided(scores.table())) {
      return oneSided(scores.table());
    }
    Kinds kinds = new Kinds();
    for (int row = 0; row < scores.rows().size(); row++) {
      kinds.add(scores.rows().get(row).level(), scores.account(row));
    }
    AreaUnderCurve area = kinds.area();
    OptionalDouble error =
        scores.accounts() < 2 ? OptionalDouble.empty() : kinds.errorOfAccounts(area);
    return Answer.of(judged(scores.table(), area.value(), error));
  }

  private static boolean isOneSided(ScoreTable table) {
    return table.total().successes() == 0 || table.withoutEvent() == 0;
  }

  private static Answer<Discrimination> oneSided(ScoreTable table) {
    return Answer.refused(
        "of %d contacts %s had the event, so there is no order to judge"
            .formatted(table.total().trials(), table.withoutEvent() == 0 ? "all" : "none"));
  }

  private static Discrimination judged(ScoreTable table, double area, OptionalDouble error) {
    double events = table.total().successes();
    double others = table.withoutEvent();
    long eventsFromHereUp = table.total().successes();
    long othersFromHereUp = table.withoutEvent();
    double largest = 0;
    double separating = table.levels().get(0).score();
    for (ScoreLevel level : table.levels()) {
      double distance = Math.abs(eventsFromHereUp / events - othersFromHereUp / others);
      if (distance > largest) {
        largest = distance;
        separating = level.score();
      }
      eventsFromHereUp -= level.tally().successes();
      othersFromHereUp -= level.promised().withoutEvent();
    }
    return new Discrimination(area, error, largest, separating);
  }

  /** Those with and those without the event of each level, as weighted observations. */
  private static final class Kinds {
    private final List<Double> scores = new ArrayList<>();
    private final List<Boolean> events = new ArrayList<>();
    private final List<Long> contacts = new ArrayList<>();
    private final List<Integer> clusters = new ArrayList<>();

    void add(ScoreLevel level, int cluster) {
      add(level.score(), true, level.tally().successes(), cluster);
      add(level.score(), false, level.promised().withoutEvent(), cluster);
    }

    private void add(double score, boolean event, long size, int cluster) {
      if (size > 0) {
        scores.add(score);
        events.add(event);
        contacts.add(size);
        clusters.add(cluster);
      }
    }

    AreaUnderCurve area() {
      boolean[] converted = new boolean[events.size()];
      for (int place = 0; place < converted.length; place++) {
        converted[place] = events.get(place);
      }
      return AreaUnderCurve.of(
          scores.stream().mapToDouble(Double::doubleValue).toArray(),
          converted,
          contacts.stream().mapToDouble(Long::doubleValue).toArray());
    }

    /**
     * The variance of the mean placement of each kind, added. The influence of {@code w} contacts
     * together is {@code w (v - area) / m} with their placement {@code v} and the size {@code m} of
     * their kind, so their squares sum to the influence squared over {@code w}.
     */
    OptionalDouble errorOfContacts(ScoreTable table, AreaUnderCurve area) {
      double[] influences = area.influences();
      double ofEvents = 0;
      double ofOthers = 0;
      for (int place = 0; place < influences.length; place++) {
        double square = influences[place] * influences[place] / contacts.get(place);
        ofEvents += events.get(place) ? square : 0;
        ofOthers += events.get(place) ? 0 : square;
      }
      double withEvent = table.total().successes();
      double without = table.withoutEvent();
      if (withEvent < 2 || without < 2 || ofEvents + ofOthers == 0) {
        return OptionalDouble.empty();
      }
      return OptionalDouble.of(
          Math.sqrt(withEvent / (withEvent - 1) * ofEvents + without / (without - 1) * ofOthers));
    }

    OptionalDouble errorOfAccounts(AreaUnderCurve area) {
      int[] accounts = clusters.stream().mapToInt(Integer::intValue).toArray();
      double error = PairedDifference.of(area.value(), area.influences(), accounts).standardError();
      return error == 0 ? OptionalDouble.empty() : OptionalDouble.of(error);
    }
  }
}
