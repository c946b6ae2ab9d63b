package io.requalify.statistics.survival;

import static io.requalify.statistics.survival.CensoringWeights.requireCount;

import io.requalify.statistics.CriticalValue;
import io.requalify.statistics.Interval;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Share of contacts with an outcome within the horizon, over all cohorts, those whose horizon is
 * not over among them: the mean of the known outcomes by their {@link CensoringWeights}, {@code Sum
 * w y / Sum w}.
 *
 * <p>Its variance is that of the delays and outcomes with the follow-up of everybody as given,
 * {@code (Sum w² (y - p)² - Sum m²) / (Sum w)²}, where {@code m} is what {@code w (y - p)} is in
 * the mean of contacts with the same follow-up. It is that of contacts which do not hang together;
 * for contacts of accounts put the weights into {@code LinearisedEstimate}. Hájek 1971; Robins and
 * Rotnitzky 1992.
 *
 * @param share 0 to 1
 * @param standardError none where all known outcomes are alike, since chance cannot be judged then
 */
public record WeightedShare(double share, OptionalDouble standardError) {
  /** What is left of a variance whose terms cancel, relative to the terms, is rounding. */
  private static final double ROUNDING = 1e-13;

  /**
   * What is known of the outcomes within the horizon.
   *
   * @param converted for each day after the decision, 0 to the horizon, how many have the outcome
   * @param leftOtherwise for each such day how many left without it, such as rejected
   * @param stayed contacts that were followed to the horizon and had not left by then
   */
  public record Known(
      SortedMap<Integer, Long> converted, SortedMap<Integer, Long> leftOtherwise, long stayed) {
    public Known {
      converted = Collections.unmodifiableSortedMap(new TreeMap<>(converted));
      leftOtherwise = Collections.unmodifiableSortedMap(new TreeMap<>(leftOtherwise));
    }
  }

  /**
   * The share.
   *
   * @throws IllegalArgumentException when a count is negative or of a day after the horizon, when
   *     more are known than were followed for as long, or fewer than were followed to the horizon
   */
  public static WeightedShare of(CensoringWeights weights, Known known) {
    long[][] counts = counts(weights, known);
    double weighted = 0;
    double all = 0;
    for (int day = 0; day < counts.length; day++) {
      double weight = 1 / weights.shareFollowed(day);
      weighted += weight * counts[day][1];
      all += weight * (counts[day][0] + counts[day][1]);
    }
    return new WeightedShare(weighted / all, standardError(weights, counts, weighted / all, all));
  }

  /** By the day at which it was known: contacts without the outcome, and with it. */
  private static long[][] counts(CensoringWeights weights, Known known) {
    int horizon = weights.horizon();
    long[][] counts = new long[horizon + 1][2];
    add(counts, 0, known.leftOtherwise());
    add(counts, 1, known.converted());
    requireCount("no outcome within", horizon, known.stayed());
    counts[horizon][0] += known.stayed();
    long later = 0;
    for (int day = horizon; day >= 0; day--) {
      later += counts[day][0] + counts[day][1];
      if (later > weights.contactsFollowed(day)) {
        throw new IllegalArgumentException(
            "Of %d contacts it is known what came on day %d or later, but only %d were followed for as long; count both of the same contacts"
                .formatted(later, day, weights.contactsFollowed(day)));
      }
    }
    if (later < weights.contactsFollowed(horizon)) {
      throw new IllegalArgumentException(
          "%d contacts were followed to the horizon of %d days, but only of %d it is known what came; count those that left otherwise and those that stayed, too"
              .formatted(weights.contactsFollowed(horizon), horizon, later));
    }
    return counts;
  }

  private static void add(long[][] counts, int outcome, SortedMap<Integer, Long> byDay) {
    for (Map.Entry<Integer, Long> entry : byDay.entrySet()) {
      requireCount("an outcome after", entry.getKey(), entry.getValue());
      if (entry.getKey() >= counts.length) {
        throw new IllegalArgumentException(
            "Day %d lies after the horizon of %d days: leave it out, and count the contact as stayed"
                .formatted(entry.getKey(), counts.length - 1));
      }
      counts[entry.getKey()][outcome] += entry.getValue();
    }
  }

  private static OptionalDouble standardError(
      CensoringWeights weights, long[][] counts, double share, double all) {
    int horizon = weights.horizon();
    double squares = 0;
    double mean = 0;
    double[] meanThrough = new double[horizon + 1];
    for (int day = 0; day <= horizon; day++) {
      double weight = 1 / weights.shareFollowed(day);
      double with = weight * (1 - share);
      double without = weight * -share;
      squares += counts[day][1] * with * with + counts[day][0] * without * without;
      // The counts over those followed as long are the probabilities of these outcomes.
      mean += (counts[day][1] * with + counts[day][0] * without) / weights.contactsFollowed(day);
      meanThrough[day] = mean;
    }
    double means = 0;
    for (Map.Entry<Integer, Long> entry : weights.contactsByFollowUp().entrySet()) {
      double through = meanThrough[Math.min(horizon, entry.getKey())];
      means += entry.getValue() * through * through;
    }
    return squares - means <= ROUNDING * (squares + means)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(squares - means) / all);
  }

  /**
   * The normal interval round the share, cut at 0 and 1; none without a standard error.
   *
   * @param level such as 0.95
   */
  public Optional<Interval> interval(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("Not a level of confidence: " + level);
    }
    if (standardError.isEmpty()) {
      return Optional.empty();
    }
    double reach = standardError.getAsDouble() * CriticalValue.twoSided(level);
    return Optional.of(new Interval(Math.max(0, share - reach), Math.min(1, share + reach)));
  }
}
