package io.requalify.calibration;

import static io.requalify.calibration.RuleCount.CONTACTS;
import static io.requalify.calibration.RuleCount.FIRED;
import static io.requalify.calibration.RuleCount.GAINED;
import static io.requalify.calibration.RuleCount.KEPT_OUT;
import static io.requalify.calibration.RuleCount.LOST;
import static io.requalify.calibration.RuleCount.MOVED;
import static io.requalify.calibration.RuleCount.PIVOTAL;
import static io.requalify.calibration.RuleCount.POINTS;
import static io.requalify.calibration.RuleCount.QUALIFIED;
import static io.requalify.calibration.RuleCount.QUALIFIED_POINTS;
import static io.requalify.calibration.RuleCount.SHARE;
import static io.requalify.calibration.RuleCount.UNSHARED;

import io.requalify.rules.Rule;
import io.requalify.rules.RuleVersion;
import io.requalify.scoring.RuleEffects;
import io.requalify.scoring.Scorecard;
import io.requalify.statistics.BinomialInterval.Wilson;
import io.requalify.statistics.BinomialTally;
import io.requalify.statistics.Conclusion;
import io.requalify.statistics.Interval;
import io.requalify.tables.Review;
import io.requalify.tables.result.RuleContributionsTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What was counted of rules, as rows of {@link RuleContributionsTable}. */
final class RuleContributionRows {
  private static final double MILLIONTHS = 1e6;

  /** Columns between the key and the verdict. */
  private static final int FIGURES = 24;

  private final Review review;
  private final ReplayedRules rules;
  private final RuleSums sums;
  private final List<String> outcomes;
  private final SortedMap<String, SortedSet<String>> currencies;

  /**
   * Rows of a review.
   *
   * @param currencies of the money that is known, by outcome; amounts of more than one are not
   *     added up
   */
  RuleContributionRows(
      Review review,
      ReplayedRules rules,
      RuleSums sums,
      SortedMap<String, SortedSet<String>> currencies) {
    this.review = review;
    this.rules = rules;
    this.sums = sums;
    this.outcomes = List.copyOf(review.horizonDays().keySet());
    this.currencies = currencies;
  }

  /**
   * The rows of all versions, in their order: each rule in that of its version, then its limits.
   *
   * @param versions all that have rules, those that were not replayed among them
   */
  List<Row> rows(List<RuleVersion> versions) {
    List<Row> rows = new ArrayList<>();
    int place = 0;
    for (RuleVersion version : versions) {
      if (rules.takenAlong().contains(version.version())) {
        addRefused(rows, version);
      } else {
        addVersion(rows, place);
        place++;
      }
    }
    return rows;
  }

  private void addRefused(List<Row> rows, RuleVersion version) {
    for (Rule rule : version.rules()) {
      for (String outcome : outcomes) {
        List<Object> values = key(version.version(), Review.ALL, outcome, rule.id());
        values.addAll(Collections.nCopies(FIGURES, null));
        values.add("");
        values.add(
            "insufficient: accounts take contacts along under this version, so who qualifies is not a matter of single contacts");
        rows.add(RowFactory.create(values.toArray()));
      }
    }
  }

  private List<Object> key(String version, String segment, String outcome, String rule) {
    return new ArrayList<>(
        Arrays.asList(review.id(), review.asOf(), version, segment, outcome, rule));
  }

  private void addVersion(List<Row> rows, int version) {
    Scorecard card = rules.versions().get(version);
    SortedSet<String> segments = new TreeSet<>();
    sums.byKey().keySet().stream()
        .filter(key -> key.version() == version)
        .forEach(key -> segments.add(key.segment()));
    addSlice(rows, card, version, Review.ALL, List.copyOf(segments));
    segments.forEach(segment -> addSlice(rows, card, version, segment, List.of(segment)));
  }

  private void addSlice(
      List<Row> rows, Scorecard card, int version, String segment, List<String> counted) {
    List<String> names = new ArrayList<>(card.ruleIds());
    names.add(RuleContributionsTable.LIMITS);
    for (int rule = 0; rule < names.size(); rule++) {
      for (int outcome = 0; outcome < outcomes.size(); outcome++) {
        List<Object> values = key(card.version(), segment, outcomes.get(outcome), names.get(rule));
        boolean isRule = rule < names.size() - 1;
        new Contribution(new Counted(version, counted, rule, outcome), isRule).addTo(values);
        rows.add(RowFactory.create(values.toArray()));
      }
    }
  }

  /** The counts of one rule and outcome in some segments. */
  private final class Counted {
    private final int version;
    private final List<String> segments;
    private final int rule;
    private final int outcome;

    Counted(int version, List<String> segments, int rule, int outcome) {
      this.version = version;
      this.segments = segments;
      this.rule = rule;
      this.outcome = outcome;
    }

    long ofVersion(RuleCount count) {
      return sum(count, RuleKey.WHOLE, RuleKey.WHOLE);
    }

    long ofRule(RuleCount count) {
      return sum(count, rule, RuleKey.WHOLE);
    }

    long ofOutcome(RuleCount count) {
      return sum(count, rule, outcome);
    }

    private long sum(RuleCount count, int ofRule, int ofOutcome) {
      return segments.stream()
          .mapToLong(segment -> sums.of(new RuleKey(version, segment, ofRule, ofOutcome), count))
          .sum();
    }

    SortedSet<String> currencies() {
      return currencies.getOrDefault(outcomes.get(outcome), Collections.emptySortedSet());
    }

    /** Whether the version was replayed without the rule. */
    boolean isReplayed() {
      return rules.reduced().stream()
          .anyMatch(each -> each.version() == version && each.rule() == rule);
    }
  }

  /** What is concluded of one rule. */
  private final class Contribution {
    private final Counted counted;
    private final boolean isRule;
    private final long contacts;
    private final long qualified;
    private final List<String> reasons = new ArrayList<>();

    /**
     * A conclusion.
     *
     * @param isRule false of the limits
     */
    Contribution(Counted counted, boolean isRule) {
      this.counted = counted;
      this.isRule = isRule;
      contacts = counted.ofVersion(CONTACTS);
      qualified = counted.ofVersion(QUALIFIED);
    }

    void addTo(List<Object> values) {
      long fired = counted.ofRule(FIRED);
      values.addAll(Arrays.asList(contacts, qualified, fired));
      values.add(contacts == 0 ? null : (Double) ((double) fired / contacts));
      values.add(mean(counted.ofRule(POINTS), contacts));
      values.add(mean(counted.ofRule(QUALIFIED_POINTS), qualified));
      if (contacts == 0) {
        reasons.add("insufficient: no contact was there before the end of the window");
      }
      addPivotal(values);
      values.add(isRule ? share() : null);
      addWithout(values);
      values.add(addsUp() ? counted.currencies().first() : null);
      values.add(verdict(fired));
      values.add(String.join("; ", reasons));
    }

    private static Double mean(long millionths, long contacts) {
      return contacts == 0 ? null : (Double) (millionths / MILLIONTHS / contacts);
    }

    private void addPivotal(List<Object> values) {
      if (!isRule) {
        values.addAll(Collections.nCopies(7, null));
        reasons.add("limits are not a rule that could be left out");
        return;
      }
      BinomialTally worked =
          new BinomialTally(
              counted.ofOutcome(RuleCount.PIVOTAL_MATURE),
              counted.ofOutcome(RuleCount.PIVOTAL_CONVERTED));
      values.addAll(
          Arrays.asList(
              counted.ofRule(PIVOTAL),
              counted.ofRule(KEPT_OUT),
              worked.trials(),
              worked.successes()));
      if (worked.trials() == 0) {
        values.addAll(Collections.nCopies(3, null));
        reasons.add(
            counted.ofRule(PIVOTAL) == 0
                ? "no pivotal_rate: it is pivotal for nobody"
                : "no pivotal_rate: of the pivotal nobody was worked long enough ago");
        return;
      }
      Interval interval = new Wilson().around(worked, Conclusion.LEVEL);
      values.addAll(Arrays.asList(worked.rate(), interval.lower(), interval.upper()));
    }

    private Double share() {
      long unshared = counted.ofVersion(UNSHARED);
      if (unshared > 0) {
        reasons.add(
            "no shapley_shubik: of %d contacts more than %d rules count at once, and the orders of so many are not counted"
                .formatted(unshared, RuleEffects.MOST_PLAYERS));
        return null;
      }
      if (qualified == 0) {
        reasons.add("no shapley_shubik: nobody qualifies by the score");
        return null;
      }
      return (double) counted.ofRule(SHARE) / RuleEffects.WHOLE / qualified;
    }

    private void addWithout(List<Object> values) {
      if (!counted.isReplayed()) {
        values.addAll(Collections.nCopies(9, null));
        if (isRule) {
          reasons.add(
              rules.reduced().isEmpty()
                  ? "no replay without it: the versions of the review have more than %d rules in all; compare fewer"
                      .formatted(ReplayedRules.MOST_REDUCED)
                  : "no replay without it: it is part of the terms of requalification");
        }
        return;
      }
      values.addAll(
          Arrays.asList(
              counted.ofRule(LOST),
              counted.ofOutcome(RuleCount.LOST_MATURE),
              counted.ofOutcome(RuleCount.LOST_CONVERTED),
              money(counted.ofOutcome(RuleCount.LOST_AMOUNT)),
              counted.ofRule(GAINED),
              counted.ofOutcome(RuleCount.GAINED_MATURE),
              counted.ofOutcome(RuleCount.GAINED_CONVERTED),
              money(counted.ofOutcome(RuleCount.GAINED_AMOUNT)),
              counted.ofRule(MOVED)));
      if (counted.currencies().size() > 1) {
        reasons.add("no amounts: the money is of several currencies");
      }
    }

    private BigDecimal money(long hundredths) {
      return addsUp() ? BigDecimal.valueOf(hundredths, 2) : null;
    }

    /** Whether there is money of the outcome, all of one currency. */
    private boolean addsUp() {
      return counted.currencies().size() == 1;
    }

    private String verdict(long fired) {
      boolean changesNothing =
          counted.ofRule(LOST) + counted.ofRule(GAINED) + counted.ofRule(MOVED) == 0;
      if (!isRule || contacts == 0 || !changesNothing) {
        return "";
      }
      if (fired == 0) {
        return RuleContributionsTable.UNUSED;
      }
      boolean decides = counted.ofRule(PIVOTAL) + counted.ofRule(KEPT_OUT) > 0;
      return decides ? "" : RuleContributionsTable.NEVER_PIVOTAL;
    }
  }
}
