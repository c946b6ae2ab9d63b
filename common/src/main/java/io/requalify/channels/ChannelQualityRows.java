package io.requalify.channels;

import io.requalify.channels.ChannelStandings.Place;
import io.requalify.statistics.Beta;
import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.statistics.channels.ChannelRanking.Standing;
import io.requalify.tables.Review;
import io.requalify.tables.result.ChannelQualityTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Concludes from the counts of the channels. */
final class ChannelQualityRows {
  static final long FEWEST_CONTACTS = 30;
  static final long FEWEST_CONVERSIONS = 5;

  private static final double LEVEL = 0.95;
  private static final double TAIL = 0.05;
  private static final int PLACES_OF_MONEY = 2;

  private final Review review;
  private final SortedMap<ChannelKey, ChannelTally> tallies;
  private final Map<ChannelKey, ChannelMoney> money;
  private final Counterfactuals counterfactuals;

  ChannelQualityRows(
      Review review,
      SortedMap<ChannelKey, ChannelTally> tallies,
      Map<ChannelKey, ChannelMoney> money,
      Counterfactuals counterfactuals) {
    this.review = review;
    this.counterfactuals = counterfactuals;
    this.tallies = tallies;
    this.money = money;
  }

  /** All rows, in the order of their keys. */
  List<Row> rows() {
    ChannelStandings standings = new ChannelStandings(tallies);
    List<Row> rows = new ArrayList<>();
    tallies.forEach((key, tally) -> rows.add(row(key, tally, standings.of(key, tally))));
    return rows;
  }

  private Row row(ChannelKey key, ChannelTally tally, Place place) {
    List<Object> values = new ArrayList<>(keyValues(key));
    addCounts(values, tally, money.getOrDefault(key, ChannelMoney.NONE));
    addRates(values, tally.onRecord());
    addStanding(values, place);
    addMature(values, key, tally.mature());
    Counterfactuals.Estimate estimate = counterfactuals.of(key);
    values.add(estimate.rate().orElse(null));
    values.add(estimate.lower().orElse(null));
    values.add(estimate.upper().orElse(null));
    values.add(estimate.reason());
    values.add(verdict(tally.mature(), place.remark()));
    return RowFactory.create(values.toArray());
  }

  private List<Object> keyValues(ChannelKey key) {
    return List.of(
        review.id(),
        review.asOf(),
        key.population(),
        key.version(),
        key.level(),
        key.channel(),
        key.medium(),
        key.campaign(),
        key.segment(),
        key.cohortKind(),
        key.cohort(),
        key.outcome());
  }

  private static void addCounts(List<Object> values, ChannelTally tally, ChannelMoney ofKey) {
    values.add(tally.entries());
    values.add(tally.contacts());
    values.add(tally.recorded());
    values.add(tally.recorded() - tally.converted());
    values.add(tally.converted());
    values.add(ofKey.revenue().orElse(null));
    values.add(ofKey.currency().orElse(null));
    values.add(
        ofKey
            .revenue()
            .map(
                revenue ->
                    revenue.divide(
                        BigDecimal.valueOf(tally.contacts()),
                        PLACES_OF_MONEY,
                        RoundingMode.HALF_EVEN))
            .orElse(null));
    values.add(orNull(tally.meanDays()));
    values.add(orNull(tally.sincePrevious().mean()));
  }

  private static void addRates(List<Object> values, BinomialTally onRecord) {
    Optional<Interval> wilson = wilson(onRecord);
    values.add(rate(onRecord));
    values.add(wilson.map(Interval::lower).orElse(null));
    values.add(wilson.map(Interval::upper).orElse(null));
  }

  private static void addStanding(List<Object> values, Place place) {
    values.add(place.posterior().map(Beta::mean).orElse(null));
    values.add(place.posterior().map(belief -> belief.quantile(TAIL)).orElse(null));
    values.add(place.posterior().map(belief -> belief.quantile(1 - TAIL)).orElse(null));
    Optional<Standing> standing = place.standing();
    values.add(standing.map(Standing::bestProbability).orElse(null));
    values.add(standing.map(Standing::lowestRank).orElse(null));
    values.add(standing.map(Standing::highestRank).orElse(null));
    OptionalDouble overNext =
        standing.isPresent() ? standing.get().overNext() : OptionalDouble.empty();
    values.add(orNull(overNext));
    values.add(overNext.isPresent() ? standing.get().surelyOverNext() : null);
  }

  private void addMature(List<Object> values, ChannelKey key, BinomialTally mature) {
    Optional<Interval> wilson = wilson(mature);
    values.add(
        key.outcome().equals(ChannelQualityTable.MQL_OUTCOME)
            ? (Integer) review.channels().leadToMqlDays()
            : review.horizonDays().get(key.outcome()));
    values.add(mature.trials());
    values.add(mature.successes());
    values.add(rate(mature));
    values.add(wilson.map(Interval::lower).orElse(null));
    values.add(wilson.map(Interval::upper).orElse(null));
    Optional<Double> benchmark = benchmark(key);
    values.add(benchmark.orElse(null));
    values.add(benchmark.map(share -> against(share, mature, wilson)).orElse(null));
  }

  /** What sales accept of leads that never qualified is no measure of who qualifies them. */
  private Optional<Double> benchmark(ChannelKey key) {
    boolean asked =
        key.population().equals(ChannelUnits.MQL)
            || key.outcome().equals(ChannelQualityTable.MQL_OUTCOME);
    return asked
        ? Optional.ofNullable(review.channels().benchmarks().get(key.outcome()))
        : Optional.empty();
  }

  private static String against(
      double benchmark, BinomialTally mature, Optional<Interval> interval) {
    if (mature.trials() < FEWEST_CONTACTS || interval.isEmpty()) {
      return ChannelQualityTable.CANNOT_BE_SAID;
    }
    if (interval.get().lower() >= benchmark) {
      return ChannelQualityTable.MET;
    }
    return interval.get().upper() < benchmark
        ? ChannelQualityTable.NOT_MET
        : ChannelQualityTable.CANNOT_BE_SAID;
  }

  private static Optional<Interval> wilson(BinomialTally tally) {
    return tally.trials() == 0 ? Optional.empty() : Optional.of(new Wilson().around(tally, LEVEL));
  }

  private static Double rate(BinomialTally tally) {
    return tally.trials() == 0 ? null : (Double) tally.rate();
  }

  private static Double orNull(OptionalDouble number) {
    return number.isPresent() ? (Double) number.getAsDouble() : null;
  }

  /** Why too little is known for a figure of a channel, in words; none where it is enough. */
  static Optional<String> insufficient(BinomialTally mature) {
    if (mature.trials() < FEWEST_CONTACTS) {
      return Optional.of(
          "insufficient: %d mature contacts, at least %d are needed"
              .formatted(mature.trials(), FEWEST_CONTACTS));
    }
    return mature.successes() < FEWEST_CONVERSIONS
        ? Optional.of(
            "insufficient: %d conversions among the mature contacts, at least %d are needed"
                .formatted(mature.successes(), FEWEST_CONVERSIONS))
        : Optional.empty();
  }

  private static String verdict(BinomialTally mature, String remark) {
    String verdict = insufficient(mature).orElse("sufficient");
    return remark.isEmpty() ? verdict : verdict + "; " + remark;
  }
}
