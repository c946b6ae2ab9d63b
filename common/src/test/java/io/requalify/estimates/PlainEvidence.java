package io.requalify.estimates;

import static org.apache.spark.sql.functions.col;

import io.requalify.rules.ManualVersion;
import io.requalify.statistics.TrustGates;
import io.requalify.statistics.counterfactual.CellTable;
import io.requalify.statistics.counterfactual.DecisionUnit;
import io.requalify.statistics.counterfactual.FollowUp;
import io.requalify.statistics.counterfactual.UnitLedger;
import io.requalify.statistics.counterfactual.UnitMoney;
import io.requalify.tables.Review;
import io.requalify.timelines.KnownContacts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** The evidence of labelled episodes by plain Java, contact by contact. */
final class PlainEvidence {
  private static final Instant A_MONDAY = Instant.parse("1970-01-05T00:00:00Z");
  private static final double MILLIS_OF_A_DAY = 86_400_000;

  private final SparkSession spark;

  PlainEvidence(SparkSession spark) {
    this.spark = spark;
  }

  private record Unit(
      Optional<DecisionUnit> candidate, Optional<DecisionUnit> production, Apart apart) {
    DecisionUnit any() {
      return candidate.or(() -> production).orElseThrow();
    }
  }

  private enum Apart {
    SAME_DECISION,
    WITHIN_A_WEEK,
    SHIFTED
  }

  /** The evidence of the whole, each channel, each segment and both, contact by contact. */
  <T> Map<EvidenceKey, T> of(
      List<LabelledRow> rows,
      Review review,
      BiFunction<UnitLedger, Predicate<DecisionUnit>, T> asked) {
    Map<String, Map<String, Map<String, LabelledRow>>> first = new TreeMap<>();
    for (LabelledRow row : rows) {
      first
          .computeIfAbsent(row.outcome(), key -> new LinkedHashMap<>())
          .computeIfAbsent(row.contact(), key -> new LinkedHashMap<>())
          .merge(row.version(), row, PlainEvidence::earlier);
    }
    Map<String, Integer> folds = folds(rows);
    Map<EvidenceKey, T> evidence = new TreeMap<>();
    first.forEach(
        (outcome, contacts) -> {
          for (String version : review.versions()) {
            List<Unit> units = new ArrayList<>();
            for (Map<String, LabelledRow> versions : contacts.values()) {
              LabelledRow live = versions.get("live");
              LabelledRow mine = versions.get(version);
              if (mine != null || live != null) {
                units.add(
                    new Unit(
                        Optional.ofNullable(mine).map(row -> unit(row, review, folds)),
                        Optional.ofNullable(live).map(row -> unit(row, review, folds)),
                        apart(mine, live)));
              }
            }
            evidence.putAll(bySlice(version, outcome, units, asked));
          }
        });
    return evidence;
  }

  private static <T> Map<EvidenceKey, T> bySlice(
      String version,
      String outcome,
      List<Unit> units,
      BiFunction<UnitLedger, Predicate<DecisionUnit>, T> asked) {
    double smallest = TrustGates.standard().smallestPropensity();
    UnitLedger ledger =
        version.equals(ManualVersion.NAME) ? UnitLedger.byHand(smallest) : new UnitLedger(smallest);
    for (Unit unit : units) {
      if (unit.candidate().isEmpty()) {
        ledger.addSwapOut(unit.production().orElseThrow());
      } else if (unit.production().isEmpty()) {
        ledger.addSwapIn(unit.candidate().get());
      } else {
        DecisionUnit mine = unit.candidate().get();
        switch (unit.apart()) {
          case SAME_DECISION -> ledger.addShared(mine, unit.production().get());
          case WITHIN_A_WEEK -> ledger.addAgreeIn(mine, unit.production().get());
          case SHIFTED -> ledger.addShifted(mine, unit.production().get());
        }
      }
    }
    Map<EvidenceKey, T> evidence = new TreeMap<>();
    for (Unit unit : units) {
      for (String channel : List.of(unit.any().channel(), Review.ALL)) {
        for (String segment : List.of(unit.any().segment(), Review.ALL)) {
          EvidenceKey key = new EvidenceKey(version, channel, segment, Review.ALL, outcome);
          evidence.computeIfAbsent(
              key,
              missing ->
                  asked.apply(
                      ledger,
                      one ->
                          List.of(one.channel(), Review.ALL).contains(channel)
                              && List.of(one.segment(), Review.ALL).contains(segment)));
        }
      }
    }
    return evidence;
  }

  private static Apart apart(LabelledRow mine, LabelledRow live) {
    if (mine == null || live == null) {
      return Apart.SAME_DECISION;
    }
    boolean sameEntry = mine.entryAt().equals(live.entryAt());
    boolean sameRouting = mine.routedAt() != null && mine.routedAt().equals(live.routedAt());
    boolean byHand = mine.version().equals(ManualVersion.NAME);
    if (!byHand && (sameEntry || sameRouting)) {
      return Apart.SAME_DECISION;
    }
    Duration lead = Duration.between(mine.entryAt(), live.entryAt()).abs();
    return lead.compareTo(Duration.ofDays(7)) > 0 ? Apart.SHIFTED : Apart.WITHIN_A_WEEK;
  }

  private static DecisionUnit unit(LabelledRow row, Review review, Map<String, Integer> folds) {
    boolean byRoute =
        row.version().equals(ManualVersion.NAME)
            ? "manual".equals(row.route())
            : "rule".equals(row.route()) || "exploration".equals(row.route());
    boolean worked = row.worked() && byRoute;
    Double shortfall = row.shortfall();
    return new DecisionUnit(
        cluster(row),
        folds.get(cluster(row)),
        row.channel() == null ? Review.EMPTY : row.channel(),
        row.segment(),
        shortfall == null ? 1 : -(int) Math.ceil(shortfall / 10),
        (int) Math.floorDiv(ChronoUnit.DAYS.between(A_MONDAY, row.entryAt()), 7),
        row.due(review),
        worked,
        row.worked() && "exploration".equals(row.route()),
        row.propensity() == null ? OptionalDouble.empty() : OptionalDouble.of(row.propensity()),
        worked && row.due(review) && row.state().equals("converted"),
        shortfall != null && shortfall > 0 && shortfall <= 5,
        followUp(row, worked, review),
        worked && row.due(review) && row.state().equals("converted") && row.currency() != null
            ? Optional.of(new UnitMoney(row.currency(), cents(row.amount()), cents(row.margin())))
            : Optional.empty());
  }

  private static FollowUp followUp(LabelledRow row, boolean worked, Review review) {
    double followed = Duration.between(row.startAt(), review.asOf()).toMillis() / MILLIS_OF_A_DAY;
    return worked
        ? FollowUp.ofWorked(
            LabelledRow.HORIZON_DAYS,
            followed,
            row.state().equals("converted") ? row.delayDays() : OptionalDouble.empty())
        : FollowUp.ofUnworked(LabelledRow.HORIZON_DAYS, followed);
  }

  private static OptionalLong cents(BigDecimal money) {
    return money == null
        ? OptionalLong.empty()
        : OptionalLong.of(money.movePointRight(2).longValueExact());
  }

  private static String cluster(LabelledRow row) {
    return row.account() == null ? "contact " + row.contact() : "account " + row.account();
  }

  /** Which fold a cluster falls into is Spark's to say: by its hash. */
  private Map<String, Integer> folds(List<LabelledRow> rows) {
    List<String> clusters = rows.stream().map(PlainEvidence::cluster).distinct().toList();
    Map<String, Integer> folds = new TreeMap<>();
    spark
        .createDataset(clusters, Encoders.STRING())
        .select(col("value"), KnownContacts.fold(col("value"), CellTable.FOLDS))
        .collectAsList()
        .forEach(row -> folds.put(row.getString(0), row.getInt(1)));
    return folds;
  }

  private static LabelledRow earlier(LabelledRow one, LabelledRow other) {
    int byTime = one.entryAt().compareTo(other.entryAt());
    return byTime < 0 || (byTime == 0 && one.cycle() < other.cycle()) ? one : other;
  }
}
