package io.requalify.delays;

import io.requalify.estimates.OptionalValues;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.statistics.survival.AalenJohansen;
import io.requalify.statistics.survival.KaplanMeier;
import io.requalify.statistics.survival.RiskTable;
import io.requalify.statistics.survival.SurvivalInterval;
import io.requalify.tables.Review;
import io.requalify.tables.result.TimeToEventTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The course of each family as rows of {@link TimeToEventTable}. */
final class TimeToEventRows {
  private final Review review;

  TimeToEventRows(Review review) {
    this.review = review;
  }

  /** What is known of a row: a share and what chance may have made of it. */
  private record Share(
      String outcome,
      long left,
      double share,
      OptionalDouble standardError,
      Optional<Interval> interval) {}

  /** Nothing where nobody was worked. */
  List<Row> rows(DelayKey key, Exits exits) {
    return exits.all().map(table -> rows(key, exits.family(), table)).orElse(List.of());
  }

  private List<Row> rows(DelayKey key, OutcomeFamily family, RiskTable table) {
    AalenJohansen incidences = AalenJohansen.of(table);
    List<Row> rows = new ArrayList<>();
    for (Lag lag : Lag.of(table, incidences.survival(), family.horizonDays())) {
      for (int place = 0; place < family.outcomes().size(); place++) {
        String outcome = family.outcomes().get(place);
        AalenJohansen.Step step = incidences.at(outcome, lag.lastDay()).orElseThrow();
        Share share =
            new Share(
                outcome,
                lag.left().get(place),
                step.incidence(),
                step.standardError(),
                step.interval(Conclusion.LEVEL));
        rows.add(row(key, family, lag, share));
      }
      rows.add(row(key, family, lag, open(lag, incidences.survival())));
    }
    return rows;
  }

  private static Share open(Lag lag, KaplanMeier survival) {
    KaplanMeier.Step step = survival.at(lag.lastDay()).orElseThrow();
    return new Share(
        TimeToEventTable.OPEN,
        lag.leftByAny(),
        step.survival(),
        step.standardError(),
        step.interval(new SurvivalInterval.LogLogScale(), Conclusion.LEVEL));
  }

  private Row row(DelayKey key, OutcomeFamily family, Lag lag, Share share) {
    return RowFactory.create(
        review.id(),
        review.asOf(),
        key.version(),
        key.segment(),
        key.channel(),
        family.name(),
        share.outcome(),
        lag.lastDay(),
        lag.atRisk(),
        share.left(),
        lag.notFollowed(),
        // Sums of shares may pass 1 by rounding.
        Math.min(1, share.share()),
        OptionalValues.orNull(share.standardError()),
        share.interval().map(Interval::lower).orElse(null),
        share.interval().map(Interval::upper).orElse(null),
        reason(share));
  }

  private static String reason(Share share) {
    if (share.standardError().isPresent()) {
      return "";
    }
    boolean open = share.outcome().equals(TimeToEventTable.OPEN);
    boolean nobody = open ? share.share() == 1 : share.share() == 0;
    return "%s up to this day, so chance cannot be judged"
        .formatted(nobody ? "nobody has left" : "everybody has left");
  }
}
