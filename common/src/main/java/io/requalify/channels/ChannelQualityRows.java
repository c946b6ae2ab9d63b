package io.requalify.channels;

import io.requalify.statistics.Beta;
import io.requalify.statistics.BetaBinomial;
import io.requalify.statistics.BetaBinomial.Fit;
import io.requalify.statistics.BetaBinomial.MaximumLikelihood;
import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Interval;
import io.requalify.tables.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Concludes from the counts of the channels. Shrinkage is over the mature contacts of the channels
 * of one population, version, cohort and outcome: those that are not mature yet are not failures.
 */
final class ChannelQualityRows {
  private static final double LEVEL = 0.95;
  private static final double TAIL = 0.05;
  private static final long FEWEST_CONTACTS = 30;
  private static final long FEWEST_CONVERSIONS = 5;
  private static final BetaBinomial PRIOR = new MaximumLikelihood();

  private final Review review;
  private final SortedMap<ChannelKey, ChannelTally> tallies;
  private final Map<ChannelKey, ChannelMoney> money;

  ChannelQualityRows(
      Review review,
      SortedMap<ChannelKey, ChannelTally> tallies,
      Map<ChannelKey, ChannelMoney> money) {
    this.review = review;
    this.tallies = tallies;
    this.money = money;
  }

  /** All rows, in the order of their keys. */
  List<Row> rows() {
    Map<ChannelKey, Fit> priors = priors();
    List<Row> rows = new ArrayList<>();
    tallies.forEach(
        (key, tally) -> rows.add(row(key, tally, priors.get(key.inChannel(Review.ALL)))));
    return rows;
  }

  /** The prior of the channels of each whole; the whole itself is no group among its parts. */
  private Map<ChannelKey, Fit> priors() {
    Map<ChannelKey, List<BinomialTally>> groups = new TreeMap<>();
    tallies.forEach(
        (key, tally) -> {
          List<BinomialTally> parts =
              groups.computeIfAbsent(key.inChannel(Review.ALL), whole -> new ArrayList<>());
          if (!key.channel().equals(Review.ALL)) {
            parts.add(tally.mature());
          }
        });
    Map<ChannelKey, Fit> priors = new TreeMap<>();
    groups.forEach((whole, parts) -> priors.put(whole, PRIOR.fit(parts)));
    return priors;
  }

  private Row row(ChannelKey key, ChannelTally tally, Fit prior) {
    boolean whole = key.channel().equals(Review.ALL);
    Interval wilson = new Wilson().around(tally.onRecord(), LEVEL);
    Optional<Beta> posterior =
        whole || tally.mature().trials() == 0
            ? Optional.empty()
            : prior.prior().map(belief -> belief.after(tally.mature()));
    ChannelMoney ofKey = money.getOrDefault(key, ChannelMoney.NONE);
    OptionalDouble meanDays = tally.meanDays();
    return RowFactory.create(
        review.id(),
        review.asOf(),
        key.population(),
        key.version(),
        key.channel(),
        key.cohort(),
        key.outcome(),
        tally.contacts(),
        tally.recorded(),
        tally.recorded() - tally.converted(),
        tally.converted(),
        ofKey.revenue().orElse(null),
        ofKey.currency().orElse(null),
        meanDays.isPresent() ? (Double) meanDays.getAsDouble() : null,
        tally.onRecord().rate(),
        wilson.lower(),
        wilson.upper(),
        posterior.map(Beta::mean).orElse(null),
        posterior.map(belief -> belief.quantile(TAIL)).orElse(null),
        posterior.map(belief -> belief.quantile(1 - TAIL)).orElse(null),
        review.horizonDays().get(key.outcome()),
        tally.mature().trials(),
        tally.mature().successes(),
        tally.mature().trials() == 0 ? null : (Double) tally.mature().rate(),
        verdict(tally.mature(), whole || posterior.isPresent() ? "" : notShrunken(tally, prior)));
  }

  private static String notShrunken(ChannelTally tally, Fit prior) {
    return tally.mature().trials() == 0
        ? "not shrunken: nothing is mature"
        : "not shrunken: " + prior.reason();
  }

  private static String verdict(BinomialTally mature, String notShrunken) {
    List<String> parts = new ArrayList<>();
    if (mature.trials() < FEWEST_CONTACTS) {
      parts.add(
          "insufficient: %d mature contacts, at least %d are needed"
              .formatted(mature.trials(), FEWEST_CONTACTS));
    } else if (mature.successes() < FEWEST_CONVERSIONS) {
      parts.add(
          "insufficient: %d conversions among the mature contacts, at least %d are needed"
              .formatted(mature.successes(), FEWEST_CONVERSIONS));
    } else {
      parts.add("sufficient");
    }
    if (!notShrunken.isEmpty()) {
      parts.add(notShrunken);
    }
    return String.join("; ", parts);
  }
}
