package io.requalify.delays;

import io.requalify.estimates.OptionalValues;
import io.requalify.statistics.Answer;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.survival.AalenJohansen;
import io.requalify.statistics.survival.CohortContrast;
import io.requalify.statistics.survival.LogRank;
import io.requalify.statistics.survival.RiskTable;
import io.requalify.tables.Review;
import io.requalify.tables.result.DelaysTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What is concluded of each outcome as rows of {@link DelaysTable}. */
final class DelayRows {
  private final Review review;

  DelayRows(Review review) {
    this.review = review;
  }

  /** What is said of an outcome; nothing of one that is not followed. */
  private record Said(
      Optional<Long> left,
      Optional<Long> afterAnother,
      Optional<AalenJohansen.Delay> delay,
      Optional<Double> matureShare,
      Optional<AalenJohansen.Step> share,
      Optional<CohortContrast> contrast,
      Optional<LogRank.Compared> newer,
      Optional<Double> probability,
      String reason) {
    static Said nothing(String reason) {
      return new Said(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          reason);
    }
  }

  /** One for each outcome of the family, those among them that cannot be followed with it. */
  List<Row> rows(DelayKey key, Exits exits) {
    OutcomeFamily family = exits.family();
    Optional<RiskTable> table = exits.all();
    List<Row> rows = new ArrayList<>();
    for (String outcome : family.outcomes()) {
      rows.add(row(key, exits, outcome, said(exits, table, outcome)));
    }
    for (Map.Entry<String, Integer> outcome : family.tooShort().entrySet()) {
      String reason =
          "%s is labelled for %d days and %s followed for %d: ask for %d days of both, and they are followed beside each other"
              .formatted(
                  outcome.getKey(),
                  outcome.getValue(),
                  family.outcomes().get(0),
                  family.horizonDays(),
                  family.horizonDays());
      rows.add(row(key, exits, outcome.getKey(), Said.nothing(reason)));
    }
    return rows;
  }

  private static Said said(Exits exits, Optional<RiskTable> table, String outcome) {
    if (table.isEmpty()) {
      return Said.nothing(
          exits.unobserved() == 0
              ? "this version qualifies no contact here"
              : "sales worked none of the contacts that this version qualifies here");
    }
    return said(exits, table.get(), outcome);
  }

  private static Said said(Exits exits, RiskTable table, String outcome) {
    OutcomeFamily family = exits.family();
    int place = family.outcomes().indexOf(outcome);
    AalenJohansen incidences = AalenJohansen.of(table);
    Optional<AalenJohansen.Step> share = incidences.at(outcome, family.horizonDays());
    Optional<AalenJohansen.Delay> delay = incidences.delay(outcome, family.horizonDays());
    BinomialTally mature = exits.mature(place);
    Optional<Answer<CohortContrast>> contrast = share.map(step -> CohortContrast.of(mature, step));
    Answer<LogRank> halves = halves(exits, outcome);
    long left = table.rows().stream().mapToLong(row -> row.left().get(place)).sum();
    List<String> reasons = new ArrayList<>();
    if (left == 0) {
      reasons.add("it has come to none of them, so it has no days");
    }
    if (share.isEmpty()) {
      reasons.add(
          "no contact was followed for %d days, the longest for %d, so neither a share within the horizon nor the days to it are known"
              .formatted(family.horizonDays(), (int) table.lastTime()));
    }
    contrast.ifPresent(answer -> addReason(reasons, "mature against all", answer));
    addReason(reasons, "newer against older", halves);
    return new Said(
        Optional.of(left),
        Optional.of(exits.afterAnother(place)),
        delay,
        mature.trials() == 0 ? Optional.empty() : Optional.of(mature.rate()),
        share,
        contrast.flatMap(Answer::value),
        halves.value().map(test -> test.groups().get(1)),
        halves.value().map(LogRank::probability),
        String.join("; ", reasons));
  }

  private static void addReason(List<String> reasons, String what, Answer<?> answer) {
    if (answer.value().isEmpty()) {
      reasons.add("%s: %s".formatted(what, answer.reason()));
    }
  }

  private static Answer<LogRank> halves(Exits exits, String outcome) {
    List<LogRank.Group> groups = new ArrayList<>();
    exits.older().ifPresent(table -> groups.add(new LogRank.Group("older", table)));
    exits.newer().ifPresent(table -> groups.add(new LogRank.Group("newer", table)));
    return groups.size() < 2
        ? Answer.refused(
            "all contacts entered in the %s half of the window".formatted(groups.get(0).name()))
        : LogRank.ofCause(outcome, groups);
  }

  private Row row(DelayKey key, Exits exits, String outcome, Said said) {
    return RowFactory.create(
        review.id(),
        review.asOf(),
        key.version(),
        key.segment(),
        key.channel(),
        exits.family().name(),
        outcome,
        exits.family().horizonDays(),
        exits.all().map(RiskTable::contacts).orElse(0L),
        exits.unobserved(),
        exits.mature(),
        said.left().orElse(null),
        said.afterAnother().orElse(null),
        said.delay().map(AalenJohansen.Delay::median).orElse(null),
        said.delay().map(AalenJohansen.Delay::mean).orElse(null),
        said.matureShare().orElse(null),
        said.share().map(AalenJohansen.Step::incidence).orElse(null),
        said.share().map(step -> OptionalValues.orNull(step.standardError())).orElse(null),
        said.contrast().map(CohortContrast::difference).orElse(null),
        said.contrast().map(CohortContrast::standardError).orElse(null),
        said.contrast().map(CohortContrast::inErrors).orElse(null),
        said.contrast().map(CohortContrast::drifts).orElse(null),
        said.newer().map(LogRank.Compared::observed).orElse(null),
        said.newer().map(LogRank.Compared::expected).orElse(null),
        said.probability().orElse(null),
        said.reason());
  }
}
